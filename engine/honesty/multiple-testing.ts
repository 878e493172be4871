import type { Ratio } from '../units.ts';
import { chanceOfAtLeast, type Tries } from './binomial.ts';

/**
 * How p-values are corrected for having looked at many at once. `by` (Benjamini–Yekutieli) holds whatever the rows have
 * to do with each other, and rows on the same candles have much; `bh` (Benjamini–Hochberg) asks for independence;
 * `bonferroni` guards against even one false find.
 */
export type Correction = 'by' | 'bh' | 'bonferroni';

/**
 * Whether a rate stands out above `rate` even though it is the best of several that were tried (Bonferroni, 2.5 %
 * on this side for all of them together). On fair coins, 39 in 40 lists mark nothing.
 */
export function standsOut(facts: Tries & { tried: number }): boolean {
  return facts.n > 0 && chanceOfAtLeast(facts) * Math.max(1, facts.tried) <= 0.025;
}

/**
 * Adjusted p-values, in the order given: reject what is at or below the level you chose. The input stays as it is.
 *
 * Shape: each p between 0 and 1; so is each result. `by` and `bh` control the false discovery rate.
 * @see Benjamini and Hochberg (1995); Benjamini and Yekutieli (2001)
 */
export function adjust(pValues: readonly Ratio[], correction: Correction): Ratio[] {
  const m = pValues.length;
  if (correction === 'bonferroni') return pValues.map((p) => Math.min(1, p * m));
  const price = correction === 'by' ? harmonic(m) : 1;
  const places = Uint32Array.from(pValues.keys()).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<Ratio>(m);
  let least = 1;
  for (let rank = m; rank >= 1; rank--) {
    const place = places[rank - 1]!;
    least = Math.min(least, (pValues[place]! * m * price) / rank);
    adjusted[place] = least;
  }
  return adjusted;
}

/** 1 + 1/2 + … + 1/m. */
function harmonic(m: number): number {
  let sum = 0;
  for (let i = m; i >= 1; i--) sum += 1 / i;
  return sum;
}
