import type { Tally } from './evaluation.ts';

/** One line of a ranking: what was catalogued, and how it went. */
export interface Ranked {
  readonly ticker: string;
  readonly strategyId: string;
  readonly tally: Tally;
}

/**
 * Best first by win rate, then by wins at the first entry; then more cycles, ticker and strategy decide, so that the
 * order never depends on who was asked first. Rows without a single result come last.
 */
export function rankByWinRate<Row extends Ranked>(rows: readonly Row[]): Row[] {
  return [...rows].sort(
    (a, b) =>
      compareWinRates(a.tally, b.tally) ||
      b.tally.win[0]! - a.tally.win[0]! ||
      b.tally.total - a.tally.total ||
      compareText(a.ticker, b.ticker) ||
      compareText(a.strategyId, b.strategyId),
  );
}

/** As fractions multiplied out, so that 2 of 3 equals 4 of 6 exactly. */
function compareWinRates(a: Tally, b: Tally): number {
  if (a.total === 0 || b.total === 0) return b.total - a.total;
  return (b.total - b.loss) * a.total - (a.total - a.loss) * b.total;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
