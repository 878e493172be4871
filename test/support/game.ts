import { evenRates, type LadderPlan, ladder, outcomes } from '#engine/index.ts';

/** A bankroll, counted in first stakes, against a ladder at a payout of 87 %. */
export function gameOf(plan: { winChance: number; depth: number; bankroll: number; ladder?: LadderPlan }) {
  const { winChance, depth, bankroll } = plan;
  const built = ladder({ plan: plan.ladder ?? { kind: 'target' }, firstStakeCents: 100, payoutRatio: 0.87, depth });
  const ends = outcomes(built, evenRates({ winChance, depth }));
  return { bankrollCents: 100 * bankroll, ends, needCents: built.spentCents.at(-1)! };
}
