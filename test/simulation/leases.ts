import { setTimeout as wait } from 'node:timers/promises';
import type { Ground } from './ground.ts';
import type { Life } from './life.ts';
import type { Timeline } from './timeline.ts';

/** As in io/db/lease.ts: when a holder stops to trust itself, and when the server gives it up. */
const TRUST_MS = 7_500;
const SILENCE_MS = 9_000;
const RETRY_MS = 1_000;

/**
 * Leases: one process holds a name until it dies, or stands still for too long. The names are locked in the database
 * too, by one session for all, as whoever looks for dead owners finds them there.
 */
export function simulateLeases({ timeline, ground }: { timeline: Timeline; ground: Ground }) {
  const holders = new Map<string, { life: Life; lose: () => void }>();

  async function release(name: string, life: Life): Promise<void> {
    if (holders.get(name)?.life !== life) return;
    holders.delete(name);
    await ground.watcher.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]);
  }

  /** Who stands still for too long is given up. */
  function watch(life: Life): void {
    const since = life.frozenSinceMs;
    timeline.after(SILENCE_MS, `${life.name} is not heard of`, async () => {
      if (life.frozenSinceMs !== since || since === null) return;
      for (const [name, holder] of [...holders]) {
        if (holder.life !== life) continue;
        await release(name, life);
        holder.lose();
      }
    });
  }

  function take(name: string, life: Life): Promise<{ isMine: () => boolean; lost: Promise<void> } | null> {
    return new Promise((resolve) => {
      timeline.after(1, `${life.name} asks for the lease "${name}"`, async () => {
        if (life.isDead) return;
        if (holders.has(name)) return void life.after(1, `no lease "${name}"`, () => resolve(null));
        const lost = Promise.withResolvers<void>();
        let isOver = false;
        const lose = () => {
          isOver = true;
          lost.resolve();
        };
        holders.set(name, { life, lose });
        await ground.watcher.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
        life.onDeath(() => release(name, life));
        const isMine = () => !isOver && (life.frozenSinceMs === null || timeline.nowMs - life.frozenSinceMs < TRUST_MS);
        life.after(1, `has the lease "${name}"`, () => resolve({ isMine, lost: lost.promise }));
      });
    });
  }

  /** Does something for as long as this process holds the name, again and again. */
  async function keep(
    name: string,
    life: Life,
    lead: (isMine: () => boolean, leading: AsyncDisposableStack) => Promise<void>,
  ): Promise<never> {
    for (;;) {
      const lease = await take(name, life);
      if (lease === null) {
        await wait(RETRY_MS);
        continue;
      }
      await using leading = new AsyncDisposableStack();
      await lead(lease.isMine, leading).catch(() => undefined);
      await lease.lost;
    }
  }

  return { keep, watch };
}
