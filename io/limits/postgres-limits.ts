import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { type Limits, toleranceMs } from './limits.ts';

/**
 * Limits that hold for every process on one database. Inside a transaction a turn is taken with it or not at all, and
 * whoever asks for the same key waits for its end: only keys of one person belong there.
 */
export function createPostgresLimits(db: Database, { nowMs }: { nowMs?: () => number } = {}): Limits {
  // The server's clock, so that machines need not agree; another one is for tests.
  const now = () =>
    nowMs === undefined ? sql`(extract(epoch from clock_timestamp()) * 1000)::bigint` : sql`${nowMs()}::bigint`;

  return {
    async take(key, rate) {
      const interval = sql`${rate.intervalMs}::bigint`;
      const tolerance = sql`${toleranceMs(rate)}::bigint`;
      // What is offered to a key that nobody holds tells the moment to one that somebody does.
      const asked = sql`(excluded.free_at_ms - ${interval})`;
      const isFree = sql`held.free_at_ms - ${asked} <= ${tolerance}`;
      const { rows } = await sql<{ was_taken: boolean; wait_ms: number }>`
        insert into rate_limit as held (key, free_at_ms, was_taken)
        values (${key}, ${now()} + ${interval}, true)
        on conflict (key) do update set
          was_taken = ${isFree},
          free_at_ms =
            case when ${isFree} then greatest(held.free_at_ms, ${asked}) + ${interval} else held.free_at_ms end
        returning was_taken, free_at_ms - ${now()} - ${tolerance} as wait_ms`.execute(db);
      const [row] = rows;
      return row?.was_taken === false ? { ok: false, retryAfterMs: Math.max(1, row.wait_ms) } : { ok: true };
    },
    async spend(key, rate) {
      const interval = sql`${rate.intervalMs}::bigint`;
      await sql`
        insert into rate_limit as held (key, free_at_ms, was_taken)
        values (${key}, ${now()} + ${interval}, true)
        on conflict (key) do update set was_taken = true, free_at_ms = least(
          greatest(held.free_at_ms + ${interval}, excluded.free_at_ms), ${now()} + ${rate.mostDebtMs}::bigint)`.execute(
        db,
      );
    },
  };
}
