import type { Tally } from './evaluation.ts';

/** One line of a ranking: what was catalogued, and how it went. */
export interface Ranked {
  readonly ticker: string;
  /** Where several strategies stand in one ranking. */
  readonly strategyId?: string;
  readonly counts: Tally;
}

/**
 * The order of the web application this bot replaces, best first: win rate, then wins at the first entry. What is
 * still equal is decided by more cycles, ticker and strategy, so that the order never depends on who was asked first.
 * Rows without a result come last.
 */
export function byPredecessor(a: Ranked, b: Ranked): number {
  return (
    byWinRate(a.counts, b.counts) ||
    b.counts.win[0]! - a.counts.win[0]! ||
    b.counts.total - a.counts.total ||
    byText(a.ticker, b.ticker) ||
    byText(a.strategyId ?? '', b.strategyId ?? '')
  );
}

/** A line with what a cycle brings per unit of the first stake at the unlucky end of its interval; null when unknown. */
export interface Weighed extends Ranked {
  readonly lowRatio: number | null;
}

/**
 * The honest order, best first: by the lower end of the expected result of a cycle, so that a long good run stands
 * above a short perfect one. Then more cycles, ticker and strategy; rows of which nothing can be said come last.
 */
export function byLowerBound(a: Weighed, b: Weighed): number {
  return (
    byWorth(a.lowRatio, b.lowRatio) ||
    b.counts.total - a.counts.total ||
    byText(a.ticker, b.ticker) ||
    byText(a.strategyId ?? '', b.strategyId ?? '')
  );
}

function byWorth(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return b - a;
}

/** As fractions multiplied out, so that 2 of 3 equals 4 of 6 exactly. */
function byWinRate(a: Tally, b: Tally): number {
  if (a.total === 0 || b.total === 0) return b.total - a.total;
  return (b.total - b.loss) * a.total - (a.total - a.loss) * b.total;
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
