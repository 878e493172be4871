import type { Ratio } from '../units.ts';

const LOG_2_PI = Math.log(2 * Math.PI);

/** A number of tries, how many of them are asked about, and the chance of one. */
export interface Tries {
  readonly wins: number;
  readonly n: number;
  readonly rate: Ratio;
}

/**
 * Chance of exactly this many wins, to full precision where factorials have long left the doubles.
 *
 * Shape: 0 ≤ wins ≤ n, 0 < rate < 1.
 * @see Catherine Loader (2000), Fast and accurate computation of binomial probabilities
 */
export function chanceOfExactly({ wins, n, rate }: Tries): Ratio {
  const losses = n - wins;
  if (wins === 0) return Math.exp(n * Math.log1p(-rate));
  if (losses === 0) return Math.exp(n * Math.log(rate));
  const logChance =
    stirlingError(n) -
    stirlingError(wins) -
    stirlingError(losses) -
    deviance(wins, n * rate) -
    deviance(losses, n * (1 - rate)) +
    (Math.log(n / (wins * losses)) - LOG_2_PI) / 2;
  return Math.exp(logChance);
}

/**
 * Chance of at least this many wins: the exact upper tail of the binomial, as an incomplete beta function.
 *
 * Shape: wins and n are counts, 0 ≤ wins ≤ n; 0 < rate < 1. Time grows with √n at most: 10⁵ tries take microseconds.
 * @example chanceOfAtLeast({ wins: 9, n: 10, rate: 0.5 }) // 11/1024
 * @see https://dlmf.nist.gov/8.17#v
 */
export function chanceOfAtLeast({ wins, n, rate }: Tries): Ratio {
  if (wins <= 0) return 1;
  const losses = n - wins;
  // The fraction converges fast on the side where the tail is the small one.
  if (rate * (n + 3) < wins + 1) {
    const edge = chanceOfExactly({ wins, n, rate }) * (1 - rate);
    return Math.min(1, edge * tailFraction({ a: wins, b: losses + 1, x: rate }));
  }
  const edge = chanceOfExactly({ wins: wins - 1, n, rate }) * rate;
  return Math.max(0, 1 - edge * tailFraction({ a: losses + 1, b: wins, x: 1 - rate }));
}

/** ln n! minus Stirling's approximation of it. */
const SMALL_ERRORS = Float64Array.from({ length: 16 }, (_, n) => {
  let logFactorial = 0;
  for (let factor = 2; factor <= n; factor++) logFactorial += Math.log(factor);
  return n === 0 ? 0 : logFactorial - (n + 0.5) * Math.log(n) + n - LOG_2_PI / 2;
});

function stirlingError(n: number): number {
  if (n < SMALL_ERRORS.length) return SMALL_ERRORS[n]!;
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

/** x·ln(x/mean) + mean − x, without losing the digits that cancel when the two are close. */
function deviance(x: number, mean: number): number {
  const gap = (x - mean) / (x + mean);
  if (Math.abs(gap) >= 0.1) return x * Math.log(x / mean) + mean - x;
  let sum = (x - mean) * gap;
  let power = 2 * x * gap;
  for (let odd = 3; ; odd += 2) {
    power *= gap * gap;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/** The continued fraction of the incomplete beta function, by Lentz's method. */
function tailFraction({ a, b, x }: { a: number; b: number; x: number }): number {
  let numerator = 1;
  let denominator = 1 / (1 - ((a + b) * x) / (a + 1));
  let fraction = denominator;
  for (let m = 1; ; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    denominator = 1 / (1 + even * denominator);
    numerator = 1 + even / numerator;
    fraction *= denominator * numerator;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    denominator = 1 / (1 + odd * denominator);
    numerator = 1 + odd / numerator;
    const step = denominator * numerator;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-15) return fraction;
  }
}
