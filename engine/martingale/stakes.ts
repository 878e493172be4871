import type { Tally } from '../catalog/evaluation.ts';
import { breakEven } from '../honesty/break-even.ts';
import { type Rate, rateOf } from '../honesty/interval.ts';
import type { Cents, Ratio } from '../units.ts';
import { type Ladder, type LadderPlan, ladder } from './ladder.ts';
import { bankrollFor, breakChance, type CycleRates, evenRates, expectedCents, type Outcome, outcomes } from './ruin.ts';
import { sorosGain, sorosStakes } from './soros.ts';

/** A ladder after losses, or Soros: the profit staked again after wins, `level` times. */
export type StakePlan = LadderPlan | { readonly kind: 'soros'; readonly level: number };

/** All that /stakes is asked. */
export interface StakesQuery {
  readonly bankrollCents: Cents;
  readonly firstStakeCents: Cents;
  readonly plan: StakePlan;
  /** Highest gale, 0–9; always 0 with Soros, which has none. */
  readonly depth: number;
  /** Net profit per unit staked, 0.87 = 87 %. */
  readonly payoutRatio: number;
}

/** What a plan comes to at one win rate. */
export interface StakeOutlook {
  readonly ends: readonly Outcome[];
  /** Of one cycle on average; a fraction of a cent, because it is a mean. */
  readonly expectedCents: Cents;
  /** That the bankroll one day does not pay for a whole cycle any more. */
  readonly breakRatio: Ratio;
  /** With which that happens to one in a hundred; null: with none. */
  readonly safeBankrollCents: Cents | null;
}

export interface StakeSheet {
  /** What is staked at each level, the first entry first; with Soros after each win. */
  readonly stakesCents: readonly Cents[];
  /** Gone when a cycle is lost. */
  readonly worstLossCents: Cents;
  /** The first level that the bankroll cannot pay, and what it lacks there; null when it pays all. */
  readonly breaksAt: { readonly level: number; readonly lackCents: Cents } | null;
  /** With Soros of single entries, else of cycles. */
  readonly breakEvenRatio: Ratio;
  /** What the outlook rests on, counted like breakEvenRatio; n = 0: nothing was counted, a fair coin stands in. */
  readonly rate: Rate;
  /** Share of cycles that are lost. */
  readonly lossRatio: Ratio;
  readonly atRate: StakeOutlook;
  /** At the lower end of the rate's interval; null for the coin. */
  readonly atLow: StakeOutlook | null;
}

const SAFE_BREAK_RATIO = 0.01;

/**
 * What a plan of stakes costs and may bring. Counts are of a catalog at least as deep as the plan; null, or of fewer
 * gales: a fair coin is counted on.
 *
 * Errors: BAD_INPUT as of ladder().
 */
export function stakeSheet(query: StakesQuery, counts: Tally | null): StakeSheet {
  const { bankrollCents, payoutRatio, depth, plan } = query;
  const sample = counts && tallyUpTo(counts, depth);
  const known = sample !== null && sample.total > 0 ? sample : null;
  const wins = known === null ? 0 : known.total - known.loss;
  const rate = rateOf({ wins, n: known?.total ?? 0 });
  const game = gameOf(query);
  const spread = known === null ? null : known.win.map((won) => (wins === 0 ? 0 : won / wins));
  const outlook = (winRatio: Ratio): StakeOutlook => {
    const ends = game.endsAt({ win: spread?.map((share) => share * winRatio) ?? [], loss: 1 - winRatio });
    return outlookOf(query, { ends, needCents: game.worstLossCents });
  };
  const coin = outlookOf(query, {
    ends: game.endsAt(evenRates({ winChance: 0.5, depth })),
    needCents: game.worstLossCents,
  });
  const atRate = known === null ? coin : outlook(wins / known.total);
  return {
    stakesCents: game.stakesCents,
    worstLossCents: game.worstLossCents,
    breaksAt: breakOf(game.paidCents, bankrollCents),
    breakEvenRatio: breakEven({ payoutRatio, depth: plan.kind === 'soros' ? 0 : depth }),
    rate,
    lossRatio: atRate.ends.at(-1)!.chance,
    atRate,
    atLow: known === null ? null : outlook(rate.low),
  };
}

/** The same cycles played with fewer gales; null when more are asked for than were played. */
export function tallyUpTo(tally: Tally, depth: number): Tally | null {
  if (tally.win.length <= depth) return null;
  const win = tally.win.slice(0, depth + 1);
  return { ...tally, win, loss: tally.total - win.reduce((sum, won) => sum + won, 0) };
}

/** A plan as a game of cycles; of the ends the lost one comes last. */
interface StakeGame {
  readonly stakesCents: readonly Cents[];
  /** Out of one's own pocket up to each level. */
  readonly paidCents: readonly Cents[];
  readonly worstLossCents: Cents;
  endsAt(rates: CycleRates): Outcome[];
}

function gameOf({ plan, firstStakeCents, payoutRatio, depth }: StakesQuery): StakeGame {
  if (plan.kind !== 'soros') return ladderGame(ladder({ plan, firstStakeCents, payoutRatio, depth }));
  const { level } = plan;
  const stakesCents = sorosStakes({ firstStakeCents, payoutRatio, level });
  const gainCents = sorosGain({ firstStakeCents, payoutRatio, level });
  return {
    stakesCents,
    // Later stakes are won money.
    paidCents: [firstStakeCents],
    worstLossCents: firstStakeCents,
    endsAt: ({ win }) => {
      const chance = (win[0] ?? 0) ** (level + 1);
      return [
        { chance, netCents: gainCents },
        { chance: 1 - chance, netCents: -firstStakeCents },
      ];
    },
  };
}

function ladderGame(built: Ladder): StakeGame {
  return {
    stakesCents: built.stakesCents,
    paidCents: built.spentCents,
    worstLossCents: built.spentCents.at(-1)!,
    endsAt: (rates) => outcomes(built, rates),
  };
}

function outlookOf(
  { bankrollCents }: StakesQuery,
  { ends, needCents }: { ends: readonly Outcome[]; needCents: Cents },
): StakeOutlook {
  return {
    ends,
    expectedCents: expectedCents(ends),
    breakRatio: breakChance({ bankrollCents, ends, needCents }),
    safeBankrollCents: bankrollFor({ breakRatio: SAFE_BREAK_RATIO, ends, needCents }),
  };
}

function breakOf(paidCents: readonly Cents[], bankrollCents: Cents): StakeSheet['breaksAt'] {
  const level = paidCents.findIndex((paid) => paid > bankrollCents);
  return level < 0 ? null : { level, lackCents: paidCents[level]! - bankrollCents };
}
