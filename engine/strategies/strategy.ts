import type { Timeframe } from '../timeframe.ts';

/** The deepest gale anybody plays here. */
export const MAX_DEPTH = 9;

/** How the candles read become a direction. */
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
 * levels[0] is the entry, levels[k] the candle of gale k, so the deepest play is levels.length − 1.
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
  /** A confluence: the strategy of this id, entering on the same candle, must give the same direction. */
  readonly confirm?: string;
  /** Grows when the meaning of the row changes, so that an old figure can be told from a new one. */
  readonly version: number;
}

/** How dojis and even votes are read; the defaults are what most catalogers do. */
export interface Reading {
  readonly dojiRead: 'cancel' | 'ignore' | 'red';
  readonly unanimous: 'enter' | 'skip';
  readonly dojiEntry: 'loss' | 'void';
}

export const DEFAULT_READING: Reading = { dojiRead: 'cancel', unanimous: 'enter', dojiEntry: 'loss' };

/** The deepest gale this strategy is defined for. */
export function maxDepth(strategy: Strategy): number {
  return Math.min(strategy.levels.length - 1, MAX_DEPTH);
}
