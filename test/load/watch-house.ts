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

/** Waits for a connection of a role's pool so far, counted up to each bound in milliseconds. */
export type PoolWaits = ReadonlyMap<number, number>;

export async function poolWaits(url: string): Promise<PoolWaits> {
  const text = await (await fetch(url)).text();
  return new Map(
    [...text.matchAll(/pool_wait_seconds_bucket\{.*?le="([\d.]+|\+Inf)".*?\} (\d+)/g)].map(([, limit, count]) => [
      Number(limit === '+Inf' ? 'Infinity' : limit) * 1_000,
      Number(count),
    ]),
  );
}

/** The waits between two looks. */
export function waitsBetween(before: PoolWaits = new Map(), after: PoolWaits = new Map()): PoolWaits {
  return new Map([...after].map(([limitMs, count]) => [limitMs, count - (before.get(limitMs) ?? 0)]));
}

export function together(waits: readonly PoolWaits[]): PoolWaits {
  const limits = [...(waits[0]?.keys() ?? [])];
  return new Map(
    limits.map((limitMs) => [limitMs, waits.reduce((sum, counts) => sum + (counts.get(limitMs) ?? 0), 0)]),
  );
}

export function totalOf(waits: PoolWaits): number {
  return [...waits.values()].at(-1) ?? 0;
}

/** A bound in milliseconds below which this share of the waits stayed. */
export function waitedBelowMs(waits: PoolWaits, share: number): number {
  const all = totalOf(waits);
  return [...waits].find(([, count]) => count >= all * share)?.[0] ?? 0;
}
