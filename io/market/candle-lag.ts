import { sql } from 'kysely';
import { DAY_MS, type EpochMs, MINUTE_MS } from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { maxHeadBytes, readHead } from './chunk-head.ts';

/**
 * How long ago the newest candle of each open asset closed, ascending; an asset without any from today or yesterday
 * counts as nobody's: nobody watches it.
 */
export async function candleLags(db: Database, nowMs: EpochMs): Promise<number[]> {
  const today = Math.floor(nowMs / DAY_MS);
  const { rows } = await sql<{ day: number; head: Buffer }>`
    select distinct on (asset_id) day, substring(data for ${maxHeadBytes(DAY_MS / MINUTE_MS)}) as head
    from candle_chunk join asset on asset.id = candle_chunk.asset_id
    where asset.is_open and timeframe_seconds = 60 and day in (${today - 1}, ${today}) and candle_count > 0
    order by asset_id, day desc`.execute(db);
  return rows.map(({ day, head }) => nowMs - (day * DAY_MS + (newestSlot(head) + 1) * MINUTE_MS)).sort((a, b) => a - b);
}

function newestSlot(head: Buffer): number {
  return readHead(head).present.at(-1) ?? 0;
}
