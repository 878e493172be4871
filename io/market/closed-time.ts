import { sql } from 'kysely';
import type { TimeRange } from '#engine/index.ts';
import type { Database } from '../db/database.ts';

/** How many milliseconds of a stretch the market of an asset is known to have been closed. */
export async function closedTimeMs(
  db: Database,
  { assetId, fromMs, toMs }: TimeRange & { assetId: number },
): Promise<number> {
  const { rows } = await sql<{ closed: number | null }>`
    select sum(least(to_ms, ${toMs}::bigint) - greatest(from_ms, ${fromMs}::bigint))::bigint as closed
    from candle_gap
    where asset_id = ${assetId} and reason = 'closed' and from_ms < ${toMs}::bigint and to_ms > ${fromMs}::bigint`.execute(
    db,
  );
  return rows[0]?.closed ?? 0;
}
