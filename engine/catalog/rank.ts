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

/** As fractions multiplied out, so that 2 of 3 equals 4 of 6 exactly. */
function byWinRate(a: Tally, b: Tally): number {
  if (a.total === 0 || b.total === 0) return b.total - a.total;
  return (b.total - b.loss) * a.total - (a.total - a.loss) * b.total;
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
