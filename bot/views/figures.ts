import {
  breakEvenOf,
  type Rate,
  type Ratio,
  type Statistics,
  statistics,
  type Tally,
  type Verdict,
  verdictOf,
} from '#engine/index.ts';

export interface Figures extends Statistics {
  readonly depth: number;
  readonly verdict: Verdict;
}

/** A tally with what is known of its market. */
export interface FigureFacts {
  readonly counts: Tally;
  /** null, or nothing: no break-even and no verdict. */
  readonly payoutRatio: Ratio | null;
  readonly dojiRatio: Ratio;
  /** In a list: whether the row beats break-even after correction for all that was tried. */
  readonly beats?: boolean;
}

/** The figures every result carries, the same in words and in the picture. */
export function figures({ counts, payoutRatio, dojiRatio, beats }: FigureFacts): Figures {
  const depth = counts.win.length - 1;
  const breakEvenRatio = breakEvenOf({ payoutRatio, depth });
  const known = statistics(counts, { payoutRatio: null, dojiRatio });
  const verdict = verdictOf({ rate: known.rate, breakEvenRatio, ...(beats === undefined ? {} : { beats }) });
  return { ...known, breakEvenRatio, depth, verdict };
}

/** Won share; only asked where something was played. */
export function shareOf({ wins, n }: Rate): Ratio {
  return n === 0 ? 0 : wins / n;
}
