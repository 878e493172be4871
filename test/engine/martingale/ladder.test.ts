import { describe, expect, test } from 'vitest';
import {
  AppError,
  type Ladder,
  type LadderOptions,
  type LadderPlan,
  ladder,
  MAX_DEPTH,
  settle,
} from '#engine/index.ts';

const UNIT_CENTS = 10_000;
const base = { firstStakeCents: UNIT_CENTS, payoutRatio: 0.87, depth: 3 };
const inUnits = (cents: readonly number[]) => cents.map((amount) => amount / UNIT_CENTS);
const nets = (built: Ladder) => inUnits(built.stakesCents.map((_, level) => settle(built, { kind: 'win', level })));

describe('the target ladder', () => {
  test.for([
    [0.8, [1, 2.25, 5.0625, 11.3906], [1, 3.25, 8.3125, 19.7031]],
    [0.85, [1, 2.1765, 4.737, 10.31], [1, 3.1765, 7.9135, 18.2235]],
    [0.87, [1, 2.1494, 4.62, 9.9304], [1, 3.1494, 7.7695, 17.6999]],
    [0.9, [1, 2.1111, 4.4568, 9.4088], [1, 3.1111, 7.5679, 16.9767]],
    [0.92, [1, 2.087, 4.3554, 9.0895], [1, 3.087, 7.4423, 16.5318]],
  ] as const)('at payout %f stakes %j and a hit costs %j', ([payoutRatio, stakes, spent]) => {
    const built = ladder({ ...base, plan: { kind: 'target' }, payoutRatio });
    // The table has four decimals; rounding each stake may move the last one.
    for (const [level, stake] of stakes.entries()) expect(inUnits(built.stakesCents)[level]).toBeCloseTo(stake, 3);
    for (const [level, cost] of spent.entries()) expect(inUnits(built.spentCents)[level]).toBeCloseTo(cost, 3);
  });

  test('from 10.00 at 87 % is 10.00, 21.49, 46.20, 99.30', () => {
    const built = ladder({ ...base, plan: { kind: 'target' }, firstStakeCents: 1000 });
    expect(built.stakesCents).toEqual([1000, 2149, 4620, 9930]);
  });

  test('nets the same at every level, to the cent that rounding costs', () => {
    const built = ladder({ ...base, plan: { kind: 'target' }, firstStakeCents: 1000, depth: MAX_DEPTH });
    for (let level = 0; level <= MAX_DEPTH; level++) {
      expect(Math.abs(settle(built, { kind: 'win', level }) - 870)).toBeLessThanOrEqual(1);
    }
  });
});

describe('a fixed multiplier', () => {
  test('of 2 at 87 % nets 0.87, 0.74, 0.48 and then loses even when it wins', () => {
    const built = ladder({ ...base, plan: { kind: 'multiplier', multiplier: 2 } });
    expect(nets(built)).toEqual([0.87, 0.74, 0.48, -0.04]);
    expect(inUnits(built.spentCents)).toEqual([1, 3, 7, 15]);
  });

  test('of 2.2 at 87 % nets 0.87, 0.914, 1.0108, 1.2238', () => {
    const built = ladder({ ...base, plan: { kind: 'multiplier', multiplier: 2.2 } });
    for (const [level, net] of [0.87, 0.914, 1.011, 1.224].entries()) expect(nets(built)[level]).toBeCloseTo(net, 3);
    expect(inUnits(built.spentCents)).toEqual([1, 3.2, 8.04, 18.688]);
  });
});

describe('a recover-only ladder', () => {
  test('wins back what was lost and nothing more', () => {
    const built = ladder({ ...base, plan: { kind: 'recover' } });
    expect(built.stakesCents.slice(0, 2)).toEqual([10_000, 11_494]);
    for (let level = 1; level <= 3; level++) {
      expect(Math.abs(settle(built, { kind: 'win', level }))).toBeLessThanOrEqual(1);
    }
  });
});

describe('stakes', () => {
  test('are rounded half up to the cent', () => {
    const built = ladder({ ...base, plan: { kind: 'multiplier', multiplier: 2.5 }, firstStakeCents: 1, depth: 1 });
    expect(built.stakesCents).toEqual([1, 3]);
    expect(
      ladder({ ...base, plan: { kind: 'multiplier', multiplier: 1.15 }, firstStakeCents: 10, depth: 1 }).stakesCents[1],
    ).toBe(12);
  });

  test('are never below what the broker takes, and later ones make up for that', () => {
    const built = ladder({ ...base, plan: { kind: 'recover' }, firstStakeCents: 50, minStakeCents: 100, depth: 1 });
    expect(built.stakesCents).toEqual([100, 115]);
  });
});

describe('settle', () => {
  const built = ladder({ ...base, plan: { kind: 'multiplier', multiplier: 2 } });

  test('a loss costs every stake of the plan', () => {
    expect(settle(built, { kind: 'loss' })).toBe(-15 * UNIT_CENTS);
  });

  test('a tie gives its stake back, and what was lost before stays lost', () => {
    expect([0, 1, 2].map((level) => settle(built, { kind: 'tie', level }))).toEqual([0, -UNIT_CENTS, -3 * UNIT_CENTS]);
  });
});

describe('what cannot be built', () => {
  const target: LadderPlan = { kind: 'target' };
  const cases: readonly [string, Partial<LadderOptions>][] = [
    ['fifty gales', { depth: 50 }],
    ['half a gale', { depth: 0.5 }],
    ['a negative payout', { payoutRatio: -0.87 }],
    ['no payout', { payoutRatio: 0 }],
    ['a payout of 300 %', { payoutRatio: 3 }],
    ['a payout that is no number', { payoutRatio: Number.NaN }],
    ['a stake of 1e308', { firstStakeCents: 1e308 }],
    ['a stake of half a cent', { firstStakeCents: 0.5 }],
    ['a multiplier below 1', { plan: { kind: 'multiplier', multiplier: 0.5 } }],
    ['an infinite multiplier', { plan: { kind: 'multiplier', multiplier: Number.POSITIVE_INFINITY } }],
  ];
  test.for(cases)('is a ladder with %s', ([_, wrong]) => {
    expect(() => ladder({ ...base, plan: target, ...wrong })).toThrow(AppError);
  });

  test('but the steepest ladder of all is still made of numbers', () => {
    const built = ladder({
      plan: { kind: 'multiplier', multiplier: 10 },
      firstStakeCents: 1_000_000_000,
      payoutRatio: 0.01,
      depth: 9,
    });
    expect(built.stakesCents.every(Number.isFinite)).toBe(true);
  });
});
