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
export function expectedPerCycle(played: PlayedLadder): ExpectedPerCycle | null {
  return expectedAcross([played]);
}

/** Cycles that were played with one ladder. */
export interface PlayedLadder {
  readonly counts: Tally;
  readonly ladder: Ladder;
}

/**
 * The same over cycles that were not all played with the same ladder, as on assets that pay differently: wins and
 * losses cost and bring what those that were seen did.
 */
export function expectedAcross(played: readonly PlayedLadder[]): ExpectedPerCycle | null {
  const spread = spreadOf(
    played.map(({ counts, ladder }) => {
      if (counts.win.length !== ladder.stakesCents.length) {
        throw new AppError('BAD_INPUT', {
          message: `A ladder of "${ladder.stakesCents.length}" stakes does not fit wins at "${counts.win.length}" levels.`,
        });
      }
      const nets = counts.win.map((_, level) => settle(ladder, { kind: 'win', level }));
      return { counts, nets, loss: settle(ladder, { kind: 'loss' }) };
    }),
  );
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
  const spread = spreadOf([{ counts, nets: counts.win.map(() => payoutRatio), loss }]);
  return spread && { meanRatio: spread.mean, lowRatio: spread.low, highRatio: spread.high };
}

interface Played {
  readonly counts: Tally;
  /** What a win brings at each level, and what a loss does. */
  readonly nets: readonly number[];
  readonly loss: number;
}

function spreadOf(played: readonly Played[]) {
  const sum = (of: (one: Played) => number) => played.reduce((total, one) => total + of(one), 0);
  const n = sum(({ counts }) => counts.total);
  if (n === 0) return null;
  const losses = sum(({ counts }) => counts.loss);
  const wins = n - losses;
  const won = ({ counts, nets }: Played) => nets.reduce((total, net, level) => total + net * counts.win[level]!, 0);
  const perWin = wins === 0 ? Math.max(...played.flatMap(({ nets }) => nets)) : sum(won) / wins;
  // Where nothing was lost, a loss would cost what it costs them all on average.
  const perLoss =
    losses === 0
      ? sum(({ counts, loss }) => counts.total * loss) / n
      : sum(({ counts, loss }) => counts.loss * loss) / losses;
  const at = (winRatio: number) => winRatio * perWin + (1 - winRatio) * perLoss;
  const [low, high] = wilson({ wins, n });
  return { mean: at(wins / n), low: at(low), high: at(high) };
}
