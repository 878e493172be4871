import type { TimeRange } from '#engine/index.ts';
import type { Database } from '../db/database.ts';

/** How many milliseconds of a stretch the market of an asset is known to have been closed. */
export async function closedTimeMs(db: Database, request: TimeRange & { assetId: number }): Promise<number> {
  return closedMsIn(await closedStretches(db, request), request);
}

/** The stretches that touch a range and in which the market is known to have been closed. */
export async function closedStretches(
  db: Database,
  { assetId, fromMs, toMs }: TimeRange & { assetId: number },
): Promise<TimeRange[]> {
  const rows = await db
    .selectFrom('candle_gap')
    .select(['from_ms', 'to_ms'])
    .where('asset_id', '=', assetId)
    .where('reason', '=', 'closed')
    .where('from_ms', '<', toMs)
    .where('to_ms', '>', fromMs)
    .execute();
  return rows.map((row) => ({ fromMs: row.from_ms, toMs: row.to_ms }));
}

/** How much of a range lies in the stretches. */
export function closedMsIn(stretches: readonly TimeRange[], range: TimeRange): number {
  const inside = stretches.map(({ fromMs, toMs }) => Math.min(toMs, range.toMs) - Math.max(fromMs, range.fromMs));
  return inside.reduce((sum, lengthMs) => sum + Math.max(0, lengthMs), 0);
}
