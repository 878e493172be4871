import type { Timeframe } from '../timeframe.ts';

export type Rule =
  | 'minority'
  | 'majority'
  | 'same'
  | 'opposite'
  | 'equal_same'
  | 'equal_opposite'
  | 'same_per_level'
  | 'minority_if_middle';

/**
 * A candle-colour strategy, as data.
 *
 * Positions count candles from the start of the block read; a position ≥ block lies in the next block.
 * levels[0] is the entry, levels[k] the candle of gale k. `then`, for a confluence, names a second strategy
 * that must give the same direction.
 */
export interface Strategy {
  /** `MHI1_MIN`, `MINORIA(5)`, … unique together with the timeframe. */
  readonly id: string;
  readonly timeframe: Timeframe;
  /** The name traders use, the same in every language. */
  readonly name: string;
  /** Other spellings a person may type, lower case. */
  readonly aliases: readonly string[];
  readonly block: number;
  readonly reads: readonly number[];
  readonly levels: readonly number[];
  readonly rule: Rule;
  readonly confirm?: string;
  /** Grows when the meaning of the row changes, so that an old figure can be told from a new one. */
  readonly version: number;
}

/** How dojis and even votes are read; the defaults are what most catalogers do (strategies.md §3). */
export interface Reading {
  readonly dojiRead: 'cancel' | 'ignore' | 'red';
  readonly unanimous: 'enter' | 'skip';
  readonly dojiEntry: 'loss' | 'void';
}

export const DEFAULT_READING: Reading = { dojiRead: 'cancel', unanimous: 'enter', dojiEntry: 'loss' };
