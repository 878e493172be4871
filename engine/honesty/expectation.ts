import type { Tally } from '../catalog/evaluation.ts';
import { AppError } from '../errors.ts';
import type { Ladder } from '../martingale/ladder.ts';
import { settle } from '../martingale/settle.ts';
import type { Cents } from '../units.ts';
import { wilson } from './interval.ts';

/** What one cycle brings on average, with its 95 % interval; fractions of a cent, because it is a mean. */
export interface ExpectedPerCycle {
  readonly meanCents: Cents;
  readonly lowCents: Cents;
  readonly highCents: Cents;
}

/** The same for a target ladder as a share of the first stake, 0.02 = two cents a unit staked. */
export interface ExpectedPerStake {
  readonly meanRatio: number;
  readonly lowRatio: number;
  readonly highRatio: number;
}

/**
 * The expected result of a cycle played with this ladder, at the catalogued rates; null when nothing was played.
 *
 * The ends of the interval put the plan's win rate at the ends of its Wilson interval and share the wins out over the
 * levels as they fell. With a target ladder, where every win brings the same, nothing else can vary; with other
 * ladders the split over levels is taken as it was seen. Without a single win the upper end takes the best level.
 *
 * Errors: BAD_INPUT when tally and ladder differ in depth.
 */
export function expectedPerCycle({ counts, ladder }: { counts: Tally; ladder: Ladder }): ExpectedPerCycle | null {
  if (counts.win.length !== ladder.stakesCents.length) {
    throw new AppError('BAD_INPUT', {
      message: `A ladder of "${ladder.stakesCents.length}" stakes does not fit wins at "${counts.win.length}" levels.`,
    });
  }
  const netsCents = counts.win.map((_, level) => settle(ladder, { kind: 'win', level }));
  const spread = spreadOf({ counts, nets: netsCents, loss: settle(ladder, { kind: 'loss' }) });
  return spread && { meanCents: spread.mean, lowCents: spread.low, highCents: spread.high };
}

/**
 * The expected result of a cycle per unit of the first stake, with a target ladder and no rounding: what plans on
 * assets of different payouts can be compared by. null when nothing was played or the payout is unknown.
 */
export function expectedPerStake({
  counts,
  payoutRatio,
}: {
  counts: Tally;
  payoutRatio: number | null;
}): ExpectedPerStake | null {
  if (payoutRatio === null || payoutRatio <= 0) return null;
  const levels = counts.win.length;
  // Each win brings the payout of the first stake; a loss costs all stakes of the ladder.
  const loss = -payoutRatio * (((1 + payoutRatio) / payoutRatio) ** levels - 1);
  const spread = spreadOf({ counts, nets: counts.win.map(() => payoutRatio), loss });
  return spread && { meanRatio: spread.mean, lowRatio: spread.low, highRatio: spread.high };
}

function spreadOf(facts: { counts: Tally; nets: readonly number[]; loss: number }) {
  const { counts, nets, loss } = facts;
  const n = counts.total;
  if (n === 0) return null;
  const wins = n - counts.loss;
  const perWin =
    wins === 0 ? Math.max(...nets) : nets.reduce((sum, net, level) => sum + (net * counts.win[level]!) / wins, 0);
  const at = (winRatio: number) => winRatio * perWin + (1 - winRatio) * loss;
  const [low, high] = wilson({ wins, n });
  return { mean: at(wins / n), low: at(low), high: at(high) };
}
