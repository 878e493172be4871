import type { Cents } from '../units.ts';
import { roundHalfUp } from './ladder.ts';

export interface SorosOptions {
  readonly firstStakeCents: Cents;
  /** Net profit per unit staked. */
  readonly payoutRatio: number;
  /** Extra wins the profit is staked on again. */
  readonly level: number;
}

/** Soros: the stake of each win in a row is the first one with all the profit so far. */
export function sorosStakes({ firstStakeCents, payoutRatio, level }: SorosOptions): Cents[] {
  const stakes = [firstStakeCents];
  while (stakes.length <= level) stakes.push(stakes.at(-1)! + roundHalfUp(payoutRatio * stakes.at(-1)!));
  return stakes;
}

/** Net gain once the last stake has won too; a loss at any step costs the first stake only. */
export function sorosGain(options: SorosOptions): Cents {
  return sorosStakes({ ...options, level: options.level + 1 }).at(-1)! - options.firstStakeCents;
}

/** Sorosgale: what two wins bring that start from half of a loss, the second one with the profit of the first. */
export function sorosgaleGain({ lossCents, payoutRatio }: { lossCents: Cents; payoutRatio: number }): Cents {
  return sorosGain({ firstStakeCents: roundHalfUp(lossCents / 2), payoutRatio, level: 1 });
}
