import { AppError } from '../errors.ts';
import { MAX_DEPTH } from '../strategies/strategy.ts';
import type { Cents } from '../units.ts';

/**
 * How the stake grows after a lost level. `multiplier`: times a fixed factor; `target`: so that a win at any level
 * nets what a first-entry win would; `recover`: so that a win only wins back what was lost.
 */
export type LadderPlan =
  | { readonly kind: 'multiplier'; readonly multiplier: number }
  | { readonly kind: 'target' }
  | { readonly kind: 'recover' };

export interface LadderOptions {
  readonly plan: LadderPlan;
  readonly firstStakeCents: Cents;
  /** Net profit per unit staked, 0.87 = 87 %. */
  readonly payoutRatio: number;
  /** Highest gale, 0–9. */
  readonly depth: number;
  /** The least the broker takes. Default: one cent. */
  readonly minStakeCents?: Cents;
}

/** Stakes per level, and what is gone once that level is lost. */
export interface Ladder {
  readonly payoutRatio: number;
  readonly stakesCents: readonly Cents[];
  /** spentCents[k]: the stakes of levels 0 to k together. */
  readonly spentCents: readonly Cents[];
}

/** Beyond ten million in any currency nobody needs an answer, and doubles stay exact. */
const MAX_STAKE_CENTS = 1_000_000_000;

/**
 * Stakes rounded half up to the cent, never below the broker's minimum; later stakes are worked out from the rounded ones.
 *
 * Errors: BAD_INPUT for a payout outside (0, 2], a stake outside 1 cent to 10 million, a multiplier outside [1, 10],
 * a depth outside 0–9.
 */
export function ladder(options: LadderOptions): Ladder {
  refuseOutOfBounds(options);
  const stakesCents: Cents[] = [];
  const spentCents: Cents[] = [];
  for (let level = 0; level <= options.depth; level++) {
    const spent = spentCents.at(-1) ?? 0;
    const stake = Math.max(roundHalfUp(exactStake(options, { level, spent })), options.minStakeCents ?? 1);
    stakesCents.push(stake);
    spentCents.push(spent + stake);
  }
  return { payoutRatio: options.payoutRatio, stakesCents, spentCents };
}

function exactStake(options: LadderOptions, { level, spent }: { level: number; spent: Cents }): number {
  const { plan, firstStakeCents, payoutRatio } = options;
  if (level === 0) return firstStakeCents;
  switch (plan.kind) {
    case 'multiplier':
      return firstStakeCents * plan.multiplier ** level;
    case 'target':
      return (payoutRatio * firstStakeCents + spent) / payoutRatio;
    case 'recover':
      return spent / payoutRatio;
  }
}

/** Halves go up. A hair is added first, for halves that binary fractions leave just below. */
export function roundHalfUp(amount: number): number {
  return Math.floor(amount * (1 + 1e-12) + 0.5);
}

function refuseOutOfBounds({ plan, firstStakeCents, payoutRatio, depth, minStakeCents = 1 }: LadderOptions): void {
  const isStake = (cents: number) => Number.isInteger(cents) && cents >= 1 && cents <= MAX_STAKE_CENTS;
  const problem =
    (!(payoutRatio > 0 && payoutRatio <= 2) && `payout "${payoutRatio}"`) ||
    (!isStake(firstStakeCents) && `first stake "${firstStakeCents}"`) ||
    (!isStake(minStakeCents) && `least stake "${minStakeCents}"`) ||
    (!(Number.isInteger(depth) && depth >= 0 && depth <= MAX_DEPTH) && `depth "${depth}"`) ||
    (plan.kind === 'multiplier' &&
      !(plan.multiplier >= 1 && plan.multiplier <= 10) &&
      `multiplier "${plan.multiplier}"`);
  if (problem) throw new AppError('BAD_INPUT', { message: `A ladder cannot be built with ${problem}.` });
}
