import { type Fan, simulate } from './simulate.ts';
import type { StakeSheet, StakesQuery } from './stakes.ts';

/** One seed for everybody: the same plan has the same picture, and two plans meet the same luck. */
const SIMULATION = { paths: 1_000, cycles: 300, every: 5, seed: 20_261_120 } as const;

/** A thousand futures of a bankroll that is staked by this plan, at the rate the sheet rests on. */
export function stakesFan({ bankrollCents }: StakesQuery, { atRate, worstLossCents }: StakeSheet): Fan {
  return simulate({ bankrollCents, ends: atRate.ends, needCents: worstLossCents, ...SIMULATION });
}
