import {
  AppError,
  aggregate,
  type Columns,
  DAY_MS,
  type EpochMs,
  emptyColumns,
  type Timeframe,
  timeframeMs,
  timeframeSeconds,
} from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { unpackChunk } from './chunk.ts';

export { saveCandles } from './save-candles.ts';

/** What is kept; larger candles are made of these when read. */
export const STORED_TIMEFRAME = 'M1' satisfies Timeframe;
const STORED_MS = timeframeMs(STORED_TIMEFRAME);
/** More than the broker's whole history; a range beyond it is a mistake that would eat the memory. */
const MAX_RANGE_MS = 1100 * DAY_MS;

export interface ColumnsRequest {
  readonly assetId: number;
  readonly timeframe: Timeframe;
  /** Open times, fromMs ≤ open < toMs. */
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/**
 * Stored candles on their grid. Only periods that lie whole inside the range are there.
 *
 * Shape: one place a period, also for those without a candle; none when no period fits.
 * Errors: BAD_INPUT for more than three years.
 */
export async function readColumns(db: Database, request: ColumnsRequest): Promise<Columns> {
  const stepMs = timeframeMs(request.timeframe);
  const startMs = Math.ceil(request.fromMs / stepMs) * stepMs;
  const endMs = Math.max(startMs, Math.floor(request.toMs / stepMs) * stepMs);
  if (!(endMs - startMs <= MAX_RANGE_MS)) {
    throw new AppError('BAD_INPUT', { message: `Candles from "${request.fromMs}" to "${request.toMs}" are too many.` });
  }
  const columns = emptyColumns({ timeframe: STORED_TIMEFRAME, startMs, length: (endMs - startMs) / STORED_MS });
  const chunks = await db
    .selectFrom('candle_chunk')
    .select(['day', 'data'])
    .where('asset_id', '=', request.assetId)
    .where('timeframe_seconds', '=', timeframeSeconds(STORED_TIMEFRAME))
    .where('day', '>=', Math.floor(startMs / DAY_MS))
    .where('day', '<=', Math.floor((endMs - 1) / DAY_MS))
    .execute();
  for (const { day, data } of chunks) {
    unpackChunk(data, { into: columns, at: (day * DAY_MS - startMs) / STORED_MS });
  }
  return aggregate(columns, request.timeframe);
}
