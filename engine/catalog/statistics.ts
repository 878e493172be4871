import { DOJI, MISSING } from '../candle.ts';
import { breakEven, coinBaseline } from '../honesty/break-even.ts';
import { type Rate, rateOf } from '../honesty/interval.ts';
import type { Ratio } from '../units.ts';
import type { Tally } from './evaluation.ts';

/** What a tally says, in figures a person can weigh. */
export interface Statistics {
  /** Won cycles of all cycles with a result, at the depth played. */
  readonly rate: Rate;
  /** Up to and including each level: [0] first entry, [1] with one gale, … */
  readonly cumulative: readonly Rate[];
  /** What a fair coin would have won on candles with this many dojis. */
  readonly coinRatio: Ratio;
  /** What the plan needs to end at zero; null while the payout is unknown. */
  readonly breakEvenRatio: Ratio | null;
}

/** Units: payoutRatio is net profit per unit staked, null when unknown; dojiRatio the share of candles that are dojis. */
export function statistics(tally: Tally, market: { payoutRatio: number | null; dojiRatio: Ratio }): Statistics {
  const depth = tally.win.length - 1;
  const n = tally.total;
  const winsUpTo = (level: number) => tally.win.slice(0, level + 1).reduce((sum, wins) => sum + wins, 0);
  const cumulative = tally.win.map((_, level) => rateOf({ wins: winsUpTo(level), n }));
  return {
    rate: cumulative[depth]!,
    cumulative,
    coinRatio: coinBaseline({ depth, dojiRatio: market.dojiRatio }),
    breakEvenRatio: market.payoutRatio === null ? null : breakEven({ payoutRatio: market.payoutRatio, depth }),
  };
}

/** Share of the candles that exist which are dojis; 0 when there are none. */
export function dojiRatio(colours: Uint8Array): Ratio {
  let [dojis, candles] = [0, 0];
  for (const colour of colours) {
    if (colour === DOJI) dojis++;
    if (colour !== MISSING) candles++;
  }
  return candles === 0 ? 0 : dojis / candles;
}

/**
 * wins of n as a percentage with two decimals, halves rounded up, as the catalogers print it; null for 0 of 0.
 * Counts are compared, percentages are only shown.
 */
export function percentOf({ wins, n }: Pick<Rate, 'wins' | 'n'>): number | null {
  return n === 0 ? null : Math.floor((wins * 20_000 + n) / (2 * n)) / 100;
}
