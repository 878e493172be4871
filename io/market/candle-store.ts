import {
  AppError,
  aggregate,
  type Colours,
  type Columns,
  DAY_MS,
  type EpochMs,
  emptyColumns,
  type Timeframe,
  type TimeRange,
  timeframeMs,
  timeframeSeconds,
} from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { unpackChunk, unpackColours } from './chunk.ts';

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
  const range = wholePeriods(request);
  const chunks = await readChunks(db, { ...range, assetId: request.assetId });
  const columns = emptyColumns({ timeframe: STORED_TIMEFRAME, startMs: range.fromMs, length: placesOf(range) });
  for (const { day, data } of chunks) {
    unpackChunk(data, { into: columns, at: (day * DAY_MS - range.fromMs) / STORED_MS });
  }
  return aggregate(columns, request.timeframe);
}

/** Their colours alone, which is all that counting asks for; where no larger candles are made of them, much sooner. */
export async function readColours(db: Database, request: ColumnsRequest): Promise<Colours> {
  if (request.timeframe !== STORED_TIMEFRAME) return readColumns(db, request);
  const range = wholePeriods(request);
  const chunks = await readChunks(db, { ...range, assetId: request.assetId });
  const colours = new Uint8Array(placesOf(range));
  for (const { day, data } of chunks) {
    unpackColours(data, { into: colours, at: (day * DAY_MS - range.fromMs) / STORED_MS });
  }
  return { timeframe: STORED_TIMEFRAME, startMs: range.fromMs, colours };
}

function wholePeriods({ timeframe, fromMs, toMs }: ColumnsRequest): TimeRange {
  const stepMs = timeframeMs(timeframe);
  const startMs = Math.ceil(fromMs / stepMs) * stepMs;
  const endMs = Math.max(startMs, Math.floor(toMs / stepMs) * stepMs);
  if (!(endMs - startMs <= MAX_RANGE_MS)) {
    throw new AppError('BAD_INPUT', { message: `Candles from "${fromMs}" to "${toMs}" are too many.` });
  }
  return { fromMs: startMs, toMs: endMs };
}

function placesOf({ fromMs, toMs }: TimeRange): number {
  return (toMs - fromMs) / STORED_MS;
}

async function readChunks(db: Database, { assetId, fromMs, toMs }: TimeRange & { assetId: number }) {
  return await db
    .selectFrom('candle_chunk')
    .select(['day', 'data'])
    .where('asset_id', '=', assetId)
    .where('timeframe_seconds', '=', timeframeSeconds(STORED_TIMEFRAME))
    .where('day', '>=', Math.floor(fromMs / DAY_MS))
    .where('day', '<=', Math.floor((toMs - 1) / DAY_MS))
    .execute();
}
