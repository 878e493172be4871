import {
  type Columns,
  DAY_MS,
  type EpochMs,
  MISSING,
  SECOND_MS,
  type Timeframe,
  type TimeRange,
  timeframeMs,
  timeframeSeconds,
} from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { readColumns, STORED_TIMEFRAME } from './candle-store.ts';

export interface ExportRequest extends TimeRange {
  readonly assetId: number;
  readonly timeframe: Timeframe;
}

/** Read at once: a whole number of days, and of every timeframe. */
const PART_MS = 30 * DAY_MS;

/** From the first stored day to the end of the last; null when nothing is stored. */
export async function storedRange(db: Database, assetId: number): Promise<TimeRange | null> {
  const { first, last } = await db
    .selectFrom('candle_chunk')
    .select(({ fn }) => [fn.min('day').as('first'), fn.max('day').as('last')])
    .where('asset_id', '=', assetId)
    .where('timeframe_seconds', '=', timeframeSeconds(STORED_TIMEFRAME))
    .where('candle_count', '>', 0)
    .executeTakeFirstOrThrow();
  if (first === null || last === null) return null;
  return { fromMs: first * DAY_MS, toMs: (last + 1) * DAY_MS };
}

/**
 * Stored candles as the lines that `import` reads: times are epoch seconds of the opening, prices have the digits it
 * takes to read the very same number again.
 *
 * Shape: the header, then parts of many lines; the header alone when there are no candles.
 */
export async function* exportCandles(
  db: Database,
  { fromMs, toMs, ...request }: ExportRequest,
): AsyncGenerator<string> {
  yield 'time,open,high,low,close\n';
  for (let partMs = fromMs; partMs < toMs; ) {
    const endMs = Math.min((Math.floor(partMs / PART_MS) + 1) * PART_MS, toMs);
    yield linesOf(await readColumns(db, { ...request, fromMs: partMs, toMs: endMs }));
    partMs = endMs;
  }
}

function linesOf(columns: Columns): string {
  const stepMs = timeframeMs(columns.timeframe);
  let lines = '';
  columns.colours.forEach((colour, place) => {
    if (colour === MISSING) return;
    const openMs: EpochMs = columns.startMs + place * stepMs;
    const prices = [columns.open, columns.high, columns.low, columns.close].map((column) => column[place]);
    lines += `${openMs / SECOND_MS},${prices.join(',')}\n`;
  });
  return lines;
}
