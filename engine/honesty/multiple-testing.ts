import type { Ratio } from '../units.ts';

/**
 * Chance of at least this many wins if the true rate were only `rate`: the exact upper tail of the binomial.
 *
 * Shape: wins and n are counts, 0 ≤ wins ≤ n; 0 < rate < 1. A sum of n terms, no approximation.
 * @example chanceOfAtLeast({ wins: 9, n: 10, rate: 0.5 }) // 11/1024
 */
export function chanceOfAtLeast({ wins, n, rate }: { wins: number; n: number; rate: Ratio }): Ratio {
  if (wins <= 0) return 1;
  // In logarithms: the chance of no win in a thousand is too small for a number.
  let logChance = n * Math.log1p(-rate);
  let tail = 0;
  for (let k = 0; k <= n; k++) {
    if (k >= wins) tail += Math.exp(logChance);
    logChance += Math.log((n - k) / (k + 1)) + Math.log(rate / (1 - rate));
  }
  return Math.min(1, tail);
}

/**
 * Whether a rate stands out above `rate` even though it is the best of several that were tried (Bonferroni, 2.5 %
 * on this side for all of them together). On fair coins, 39 in 40 lists mark nothing.
 */
export function standsOut(facts: { wins: number; n: number; rate: Ratio; tried: number }): boolean {
  return facts.n > 0 && chanceOfAtLeast(facts) * Math.max(1, facts.tried) <= 0.025;
}
