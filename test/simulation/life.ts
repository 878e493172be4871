import { AsyncLocalStorage } from 'node:async_hooks';
import type { Scheduled, Timeline } from './timeline.ts';

/**
 * One process of the product, from its start to its end. Everything that reaches it comes through here: dead, it hears
 * nothing any more; frozen, it hears everything when it thaws.
 */
export interface Life {
  readonly name: string;
  readonly timeline: Timeline;
  readonly random: () => number;
  readonly isDead: boolean;
  /** Since when it stands still; null: it does not. */
  readonly frozenSinceMs: number | null;
  /** Does something as this process: what it starts belongs to it. */
  enter<Result>(work: () => Result): Result;
  /** Something that this process will notice. */
  after(ms: number, what: string, notice: () => void): Scheduled;
  freeze(): void;
  thaw(): void;
  /** As kill -9: nothing of it goes on. What it held in the world is let go by `onDeath`. */
  die(): Promise<void>;
  onDeath(release: () => void | Promise<void>): void;
}

const lives = new AsyncLocalStorage<Life>();

/** The process that runs just now; undefined outside of all simulations. */
export function lifeNow(): Life | undefined {
  return lives.getStore();
}

export function beginLife(name: string, { timeline, random }: { timeline: Timeline; random: () => number }): Life {
  const releases: (() => void | Promise<void>)[] = [];
  let backlog: { what: string; notice: () => void; isCancelled: boolean }[] = [];
  let isDead = false;
  let frozenSinceMs: number | null = null;

  const life: Life = {
    name,
    timeline,
    random,
    get isDead() {
      return isDead;
    },
    get frozenSinceMs() {
      return frozenSinceMs;
    },
    enter: (work) => lives.run(life, work),
    after(ms, what, notice) {
      const entry = { what, notice, isCancelled: false };
      timeline.after(ms, `${name}: ${what}`, () => {
        if (isDead || entry.isCancelled) return;
        if (frozenSinceMs !== null) backlog.push(entry);
        else lives.run(life, notice);
      });
      return {
        cancel() {
          entry.isCancelled = true;
        },
      };
    },
    freeze() {
      frozenSinceMs ??= timeline.nowMs;
    },
    thaw() {
      frozenSinceMs = null;
      const missed = backlog;
      backlog = [];
      for (const entry of missed) {
        const { what } = entry;
        life.after(0, what, () => {
          if (!entry.isCancelled) entry.notice();
        });
      }
    },
    async die() {
      isDead = true;
      backlog = [];
      for (const release of releases.splice(0).reverse()) await release();
    },
    onDeath(release) {
      releases.push(release);
    },
  };
  return life;
}
