import type { StakePlan, StakesQuery } from '#engine/index.ts';

/** Amounts in cents, factors in hundredths, payouts in thousandths; all short in base 36. */
export function packStakes({ bankrollCents, firstStakeCents, plan, depth, payoutRatio }: StakesQuery): string {
  const payout = Math.round(1_000 * payoutRatio);
  const numbers = [bankrollCents, firstStakeCents, depth, payout].map((number) => number.toString(36));
  return [...numbers, packPlan(plan)].join('.');
}

/** null: nothing that we wrote. */
export function unpackStakes(packed: string): StakesQuery | null {
  const [bankroll = '', first = '', gales = '', payout = '', code = ''] = packed.split('.');
  const numbers = [bankroll, first, gales, payout].map((text) => Number.parseInt(text, 36));
  const [bankrollCents = 0, firstStakeCents = 0, depth = 0, thousandths = 0] = numbers;
  const plan = unpackPlan(code);
  if (plan === null || numbers.some(Number.isNaN)) return null;
  return { bankrollCents, firstStakeCents, plan, depth, payoutRatio: thousandths / 1_000 };
}

function packPlan(plan: StakePlan): string {
  switch (plan.kind) {
    case 'multiplier':
      return `m${Math.round(100 * plan.multiplier).toString(36)}`;
    case 'soros':
      return `s${plan.level}`;
    case 'target':
      return 't';
    case 'recover':
      return 'r';
  }
}

function unpackPlan(code: string): StakePlan | null {
  const number = Number.parseInt(code.slice(1), 36);
  switch (code[0]) {
    case 'm':
      return number >= 100 ? { kind: 'multiplier', multiplier: number / 100 } : null;
    case 's':
      return number >= 1 ? { kind: 'soros', level: number } : null;
    case 't':
      return { kind: 'target' };
    case 'r':
      return { kind: 'recover' };
    default:
      return null;
  }
}
