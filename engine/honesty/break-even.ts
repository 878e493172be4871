import type { Ratio } from '../units.ts';

/**
 * The share of cycles that must be won for a gale plan to end at zero, if every level wins equally often. Gales move it
 * up as fast as they raise the win rate: a single bet breaks even at 1 / (1 + payout) at any depth.
 *
 * Units: payoutRatio is net profit per unit staked, above 0; the result is a Ratio.
 * @example breakEven({ payoutRatio: 0.87, depth: 2 }) // 0.8993
 */
export function breakEven({ payoutRatio, depth }: { payoutRatio: number; depth: number }): Ratio {
  return 1 - (payoutRatio / (1 + payoutRatio)) ** (depth + 1);
}

/**
 * The share of cycles a fair coin wins: each level wins half of the candles that are no doji.
 *
 * Units: dojiRatio is the share of candles that are dojis (0–1); the result is a Ratio.
 * @example coinBaseline({ depth: 2, dojiRatio: 0 }) // 0.875
 */
export function coinBaseline({ depth, dojiRatio }: { depth: number; dojiRatio: Ratio }): Ratio {
  return 1 - ((1 + dojiRatio) / 2) ** (depth + 1);
}
