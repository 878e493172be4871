import type { Timeframe } from './timeframe.ts';
import type { EpochMs } from './units.ts';

/**
 * Candles as typed arrays on a regular grid: index i is the candle that opens at
 * startMs + i · timeframe. A place without a candle has colour MISSING and NaN prices.
 *
 * Shape: all five arrays have the same length. startMs is a multiple of the timeframe.
 */
export interface Columns {
  readonly timeframe: Timeframe;
  readonly startMs: EpochMs;
  readonly colours: Uint8Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}
