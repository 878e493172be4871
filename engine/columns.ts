import { type Candle, DOJI, GREEN, MISSING, RED } from './candle.ts';
import { AppError } from './errors.ts';
import { type Timeframe, timeframeMs } from './timeframe.ts';
import type { EpochMs } from './units.ts';

/**
 * The colours of candles on a regular grid: index i is the candle that opens at startMs + i · timeframe, MISSING where
 * there is none. startMs is a multiple of the timeframe. All that counting asks for.
 */
export interface Colours {
  readonly timeframe: Timeframe;
  readonly startMs: EpochMs;
  readonly colours: Uint8Array;
}

/** The same with prices, NaN where there is no candle. All five arrays have the same length. */
export interface Columns extends Colours {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** Candle open times, fromMs ≤ open < toMs. */
export interface TimeRange {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/** Of the candles that should exist, how many do. */
export interface Coverage {
  readonly present: number;
  readonly expected: number;
}

/** Ten years of minutes and some; one stray time stamp must not ask for all the memory there is. */
const MAX_PLACES = 6_000_000;

/** GREEN, RED or DOJI by exact comparison: the feed's own precision decides what a doji is. */
export function colourOf({ open, close }: Pick<Candle, 'open' | 'close'>): number {
  if (close > open) return GREEN;
  return close < open ? RED : DOJI;
}

/** A grid with nothing on it yet. */
export function emptyColumns(grid: { timeframe: Timeframe; startMs: EpochMs; length: number }): Columns {
  const prices = () => new Float64Array(grid.length).fill(Number.NaN);
  return {
    timeframe: grid.timeframe,
    startMs: grid.startMs,
    colours: new Uint8Array(grid.length),
    open: prices(),
    high: prices(),
    low: prices(),
    close: prices(),
  };
}

/**
 * Puts candles on their grid: any order; of two candles with one time the first given stays.
 *
 * Errors: BAD_INPUT for a time that is no multiple of the timeframe, for a price that is no number, and for
 * candles too far apart to lie on one grid.
 */
export function columnsFrom(candles: readonly Candle[], timeframe: Timeframe): Columns {
  const stepMs = timeframeMs(timeframe);
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const candle of candles) {
    refuseBroken(candle, stepMs);
    firstMs = Math.min(firstMs, candle.openMs);
    lastMs = Math.max(lastMs, candle.openMs);
  }
  if (candles.length === 0) return emptyColumns({ timeframe, startMs: 0, length: 0 });

  const length = (lastMs - firstMs) / stepMs + 1;
  if (length > MAX_PLACES) {
    throw new AppError('BAD_INPUT', {
      message: `Candles from "${firstMs}" to "${lastMs}" do not fit on one grid of "${timeframe}".`,
    });
  }
  const columns = emptyColumns({ timeframe, startMs: firstMs, length });
  for (const candle of candles) {
    const place = (candle.openMs - firstMs) / stepMs;
    if (columns.colours[place] !== MISSING) continue;
    columns.colours[place] = colourOf(candle);
    columns.open[place] = candle.open;
    columns.high[place] = candle.high;
    columns.low[place] = candle.low;
    columns.close[place] = candle.close;
  }
  return columns;
}

/** The part of the columns inside a range; shares memory with the whole. */
export function slice(columns: Columns, range: TimeRange): Columns {
  const { from, to } = placesIn(columns, range);
  return {
    ...sliceColours(columns, range),
    open: columns.open.subarray(from, to),
    high: columns.high.subarray(from, to),
    low: columns.low.subarray(from, to),
    close: columns.close.subarray(from, to),
  };
}

export function sliceColours(grid: Colours, range: TimeRange): Colours {
  const { timeframe, startMs, colours } = grid;
  const { from, to } = placesIn(grid, range);
  return { timeframe, startMs: startMs + from * timeframeMs(timeframe), colours: colours.subarray(from, to) };
}

/** Grid places inside a range, from ≤ place < to; both within the columns. */
export function placesIn(columns: Colours, range: TimeRange): { from: number; to: number } {
  const stepMs = timeframeMs(columns.timeframe);
  const clamp = (ms: EpochMs) =>
    Math.min(Math.max(Math.ceil((ms - columns.startMs) / stepMs), 0), columns.colours.length);
  const from = clamp(range.fromMs);
  return { from, to: Math.max(from, clamp(range.toMs)) };
}

/** Candles present against candles a round-the-clock market would have in the range. */
export function coverage(columns: Colours, range: TimeRange): Coverage {
  const stepMs = timeframeMs(columns.timeframe);
  const { from, to } = placesIn(columns, range);
  return {
    present: countPresent(columns.colours.subarray(from, to)),
    expected: Math.max(0, Math.ceil(range.toMs / stepMs) - Math.ceil(range.fromMs / stepMs)),
  };
}

export function countPresent(colours: Uint8Array): number {
  let present = 0;
  for (const colour of colours) if (colour !== MISSING) present++;
  return present;
}

function refuseBroken(candle: Candle, stepMs: number): void {
  const { openMs, open, high, low, close } = candle;
  const isWhole = Number.isFinite(open) && Number.isFinite(high) && Number.isFinite(low) && Number.isFinite(close);
  if (Number.isSafeInteger(openMs) && openMs % stepMs === 0 && isWhole) return;
  throw new AppError('BAD_INPUT', {
    message: `Candle "${openMs}" with open "${open}", high "${high}", low "${low}", close "${close}" is broken.`,
  });
}
