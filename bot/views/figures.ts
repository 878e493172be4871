import { type Counts, type Rate, type Ratio, type Statistics, standsOut, statistics } from '#engine/index.ts';

/**
 * above: won more often than it must to end at zero, beyond what luck explains. below: the same downwards.
 * luck: neither can be told. unknown: no payout, or no bet.
 */
export type Verdict = 'above' | 'luck' | 'below' | 'unknown';

export interface Figures extends Statistics {
  readonly depth: number;
  readonly verdict: Verdict;
}

/** A tally with what is known of its market; tried: how many such rows it was picked from. */
export interface FigureFacts {
  readonly counts: Counts;
  readonly payoutRatio: Ratio | null;
  readonly dojiRatio: Ratio;
}

/** The figures every result carries, the same in words and in the picture. */
export function figures(facts: FigureFacts, { tried }: { tried: number }): Figures {
  const known = statistics(facts.counts, facts);
  return { ...known, depth: facts.counts.win.length - 1, verdict: verdictOf(known, tried) };
}

/** Won share; only asked where something was played. */
export function shareOf({ wins, n }: Rate): Ratio {
  return n === 0 ? 0 : wins / n;
}

function verdictOf({ rate: plan, breakEvenRatio }: Statistics, tried: number): Verdict {
  if (breakEvenRatio === null || plan.n === 0) return 'unknown';
  if (plan.low > breakEvenRatio && standsOut({ ...plan, rate: breakEvenRatio, tried })) return 'above';
  return plan.high < breakEvenRatio ? 'below' : 'luck';
}
