import type { Ratio } from '../units.ts';

/** Two-sided 95 %: the standard normal quantile of 0.975. */
const Z_95 = 1.959963984540054;

/** A rate never travels alone. */
export interface Rate {
  readonly wins: number;
  readonly n: number;
  /** 95 % interval, each a Ratio. */
  readonly low: Ratio;
  readonly high: Ratio;
}

/**
 * Chance range of a rate, so that a short lucky run does not outrank a long good one.
 *
 * Shape: wins and n are counts, 0 ≤ wins ≤ n. Result is [low, high], each a Ratio (0–1), at 95 % unless z says else.
 * Errors: n = 0 gives [0, 1], the honest "we know nothing".
 * @example wilson({ wins: 7, n: 10 }) // [0.396778, 0.892209]
 * @see https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval
 */
export function wilson({ wins, n, z = Z_95 }: { wins: number; n: number; z?: number }): [low: Ratio, high: Ratio] {
  if (n === 0) return [0, 1];
  const share = wins / n;
  const weight = 1 + z ** 2 / n;
  const centre = (share + z ** 2 / (2 * n)) / weight;
  const half = (z / weight) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  // Rounding must not push the ends past what is certain: no wins leave 0 possible, only wins leave 1.
  return [wins === 0 ? 0 : centre - half, wins === n ? 1 : centre + half];
}

export function rateOf({ wins, n }: { wins: number; n: number }): Rate {
  const [low, high] = wilson({ wins, n });
  return { wins, n, low, high };
}
