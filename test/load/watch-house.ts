import { setTimeout as sleep } from 'node:timers/promises';
import { type Footprint, footprintsOf } from '../support/footprint.ts';
import type { LoadHouse } from './load-house.ts';

/** How the house stood at one moment. */
export interface Sample {
  /** Since the watching began. */
  readonly second: number;
  /** MB of each role, and of the one who keeps them. */
  readonly footprints: readonly Footprint[];
  /** Connections of the product, by the name they go under. */
  readonly connections: Readonly<Record<string, number>>;
  readonly openUpdates: number;
  readonly openRequests: number;
  readonly openOutbox: number;
}

const EVERY_MS = 2_000;
/** Whoever looks in from outside. */
const OUTSIDERS = ['checker'];

/** Looks every two seconds until it is stopped. */
export function watchHouse(loaded: LoadHouse): { samples: Sample[]; stop(): Promise<void> } {
  const samples: Sample[] = [];
  const ending = new AbortController();
  const startMs = performance.now();
  const running = (async () => {
    while (!ending.signal.aborted) {
      samples.push(await lookAt(loaded, (performance.now() - startMs) / 1_000));
      await sleep(EVERY_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();
  return {
    samples,
    async stop() {
      ending.abort();
      await running;
    },
  };
}

export async function lookAt({ house, pid }: LoadHouse, second = 0): Promise<Sample> {
  const [footprints, connections, open] = await Promise.all([
    footprintsOf([pid]),
    house.sql<{ name: string; count: number }>(
      `select application_name as name, count(*)::int as count from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend' group by 1`,
    ),
    house.sql<{ updates: number; requests: number; outbox: number }>(
      `select (select count(*)::int from telegram_update where done_at is null) as updates,
        (select count(*)::int from request where state in ('accepted', 'running')) as requests,
        (select count(*)::int from outbox where state in ('queued', 'sending', 'unknown')) as outbox`,
    ),
  ]);
  const [{ updates = 0, requests = 0, outbox = 0 } = {}] = open.rows;
  return {
    ...{ second, footprints, openUpdates: updates, openRequests: requests, openOutbox: outbox },
    connections: Object.fromEntries(
      connections.rows.filter(({ name }) => !OUTSIDERS.includes(name)).map(({ name, count }) => [name, count]),
    ),
  };
}

/** A bound in milliseconds below which this share of the waits for a connection of a role's pool stayed. */
export async function poolWaitMs(url: string, share: number): Promise<number> {
  const text = await (await fetch(url)).text();
  const buckets = [...text.matchAll(/pool_wait_seconds_bucket\{.*?le="([\d.]+|\+Inf)".*?\} (\d+)/g)].map(
    ([, limit, count]) => ({ limitMs: Number(limit === '+Inf' ? 'Infinity' : limit) * 1_000, count: Number(count) }),
  );
  const all = buckets.at(-1)?.count ?? 0;
  return buckets.find(({ count }) => count >= all * share)?.limitMs ?? 0;
}
