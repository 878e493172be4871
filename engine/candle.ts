import type { EpochMs } from './units.ts';

/**
 * One period of a market's prices.
 *
 * Units: openMs is when the period OPENS (UTC); prices are in the quote currency at the feed's
 * precision, so that close === open (a doji) is exact.
 */
export interface Candle {
  readonly openMs: EpochMs;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Colour codes, one byte a candle. MISSING is "no candle at this place", never a colour. */
export const MISSING = 0;
export const GREEN = 1;
export const RED = 2;
export const DOJI = 3;
