import type { Ratio } from '../units.ts';
import { chanceOfAtLeast } from './binomial.ts';
import type { Rate } from './interval.ts';
import { adjust } from './multiple-testing.ts';

/** Among the rows that are marked, at most one in twenty is to be expected to have no edge. */
const FALSE_DISCOVERY_RATE = 0.05;

/** A plan's result, and what it must win to end at zero: null while the payout is unknown. */
export interface Tried {
  readonly wins: number;
  readonly n: number;
  readonly breakEvenRatio: Ratio | null;
}

export interface Judgement {
  /** Chance of at least these wins if the plan only broke even; 1 where nothing was played or no payout is known. */
  readonly p: Ratio;
  /** The same, corrected for every row judged with it. */
  readonly adjustedP: Ratio;
  readonly beats: boolean;
}

/** One-sided exact test against break-even, not against a coin; 1 where there is nothing to test. */
export function exactP({ wins, n, breakEvenRatio }: Tried): Ratio {
  return n === 0 || breakEvenRatio === null ? 1 : chanceOfAtLeast({ wins, n, rate: breakEvenRatio });
}

/**
 * Which rows beat break-even after Benjamini–Yekutieli correction at 5 %. Hand over everything that was computed, also
 * the rows nobody will see: what was tried and thrown away is what makes luck look like skill.
 *
 * Shape: one judgement a row, in their order.
 */
export function judge(rows: readonly Tried[]): Judgement[] {
  const pValues = rows.map(exactP);
  const adjusted = adjust(pValues, 'by');
  return pValues.map((p, place) => {
    const adjustedP = adjusted[place]!;
    return { p, adjustedP, beats: adjustedP <= FALSE_DISCOVERY_RATE };
  });
}

/**
 * above: won more often than it must to end at zero, beyond what luck explains. below: the same downwards.
 * luck: neither can be told. unknown: no payout, or no bet.
 */
export type Verdict = 'above' | 'luck' | 'below' | 'unknown';

/**
 * A plan's rate in one of three words. In a list `beats` comes from judge and alone decides "above"; a figure that was
 * asked for by itself is its own list of one, on the stricter side of its 95 % interval.
 */
export function verdictOf(facts: { rate: Rate; breakEvenRatio: Ratio | null; beats?: boolean }): Verdict {
  const { rate, breakEvenRatio } = facts;
  if (breakEvenRatio === null || rate.n === 0) return 'unknown';
  const isClear = rate.low > breakEvenRatio && exactP({ ...rate, breakEvenRatio }) <= 0.025;
  if (facts.beats ?? isClear) return 'above';
  return rate.high < breakEvenRatio ? 'below' : 'luck';
}
