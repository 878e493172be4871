import { describe, expect, test } from 'vitest';
import {
  evenRates,
  expectedCents,
  expectedLossRun,
  gamblersRuin,
  hitChance,
  hitsAfforded,
  ladder,
  lossRunChance,
  outcomes,
  ruinChance,
} from '#engine/index.ts';

/** One unit is a million cents, so that rounding stakes to cents stays out of the figures. */
const UNIT_CENTS = 1_000_000;

function planOf({ winChance, depth, payoutRatio = 0.87 }: { winChance: number; depth: number; payoutRatio?: number }) {
  const built = ladder({ plan: { kind: 'target' }, firstStakeCents: UNIT_CENTS, payoutRatio, depth });
  const rates = evenRates({ winChance, depth });
  return { built, rates, ends: outcomes(built, rates) };
}

describe('a target ladder at 87 %', () => {
  test.for([
    [0.5, 0, 50, -0.065, 100, 1, 1],
    [0.5, 2, 12.5, -0.2099, 93.1, 1, 1],
    [0.55, 0, 45, 0.0285, 100, 0.038, 0.001],
    [0.55, 2, 9.11, 0.0827, 85.2, 0.283, 0.08],
    [0.56, 2, 8.52, 0.1341, 83.1, 0.124, 0.016],
    [0.58, 2, 7.41, 0.2299, 78.6, 0.024, 0.001],
  ] as const)('winning %f a candle with %i gales', ([winChance, depth, hit, expected, within20, ruin50, ruin100]) => {
    const { rates, ends } = planOf({ winChance, depth });
    expect((100 * rates.loss).toFixed(2)).toBe(hit.toFixed(2));
    expect((expectedCents(ends) / UNIT_CENTS).toFixed(4)).toBe(expected.toFixed(4));
    expect((100 * hitChance({ lossRatio: rates.loss, cycles: 20 })).toFixed(1)).toBe(within20.toFixed(1));
    // The table was rounded twice in one place: 0.01545 stands there as 0.016.
    const within = 0.0006;
    expect(Math.abs(ruinChance({ bankrollCents: 50 * UNIT_CENTS, ends }) - ruin50)).toBeLessThan(within);
    expect(Math.abs(ruinChance({ bankrollCents: 100 * UNIT_CENTS, ends }) - ruin100)).toBeLessThan(within);
  });

  // Computed with scipy: three levels, then six, at even and at better chances.
  test.for([
    [0.5, 2, 7.7695, 0.125, -0.209932],
    [0.55, 2, 7.7695, 0.091125, 0.08273],
    [0.5, 5, 84.9233, 0.015625, -0.47052],
  ] as const)(
    'winning %f a candle with %i gales costs %f units, busts %f, brings %f',
    ([winChance, depth, spent, bust, expected]) => {
      const { built, rates, ends } = planOf({ winChance, depth });
      expect(built.spentCents.at(-1)! / UNIT_CENTS).toBeCloseTo(spent, 4);
      expect(rates.loss).toBeCloseTo(bust, 9);
      expect(expectedCents(ends) / UNIT_CENTS).toBeCloseTo(expected, 5);
    },
  );

  test('at even money and even chances brings nothing, however deep', () => {
    const { built, ends } = planOf({ winChance: 0.5, depth: 9, payoutRatio: 1 });
    expect(built.spentCents.at(-1)).toBe(1023 * UNIT_CENTS);
    expect(expectedCents(ends)).toBeCloseTo(0, 6);
  });
});

describe('ruin', () => {
  test('is certain where a cycle brings nothing', () => {
    expect(
      ruinChance({
        bankrollCents: 1e12,
        ends: [
          { chance: 0.5, netCents: 100 },
          { chance: 0.5, netCents: -100 },
        ],
      }),
    ).toBe(1);
  });

  test('cannot happen where nothing is ever lost', () => {
    expect(
      ruinChance({
        bankrollCents: 1,
        ends: [
          { chance: 1, netCents: 5 },
          { chance: 0, netCents: -100 },
        ],
      }),
    ).toBe(0);
  });

  test('of an even bet is what the gambler without a target faces', () => {
    const ends = [
      { chance: 0.51, netCents: 1 },
      { chance: 0.49, netCents: -1 },
    ];
    expect(ruinChance({ bankrollCents: 50, ends })).toBeCloseTo((0.49 / 0.51) ** 50, 9);
  });

  test('a bankroll stands so many hits in a row', () => {
    const { built } = planOf({ winChance: 0.5, depth: 2 });
    expect(hitsAfforded({ bankrollCents: 50 * UNIT_CENTS, ladder: built })).toBe(6);
    expect(hitsAfforded({ bankrollCents: 7 * UNIT_CENTS, ladder: built })).toBe(0);
  });
});

describe('gamblersRuin', () => {
  test.for([
    [50, 100, 0.49, 0.880825],
    [50, 100, 0.5, 0.5],
    [50, 100, 0.51, 0.119175],
    [10, 20, 18 / 38, 0.741467],
  ] as const)('with %i of %i at %f is %f', ([units, targetUnits, winChance, ruin]) => {
    expect(gamblersRuin({ units, targetUnits, winChance })).toBeCloseTo(ruin, 6);
  });

  test('stays a chance where the powers leave the numbers', () => {
    expect(gamblersRuin({ units: 5_000, targetUnits: 10_000, winChance: 0.3 })).toBe(1);
    expect(gamblersRuin({ units: 5_000, targetUnits: 10_000, winChance: 0.7 })).toBe(0);
  });
});

describe('losing runs', () => {
  test.for([
    [6, 100, 0.5, 0.546094],
    [10, 1000, 0.5, 0.38545],
    [4, 100, 0.45, 0.915018],
  ] as const)('of %i in %i tries at %f come with %f', ([length, tries, missChance, chance]) => {
    expect(lossRunChance({ length, tries, missChance })).toBeCloseTo(chance, 6);
  });

  test('do not fit into fewer tries than they are long', () => {
    expect(lossRunChance({ length: 6, tries: 5, missChance: 0.5 })).toBe(0);
    expect(lossRunChance({ length: 6, tries: 6, missChance: 0.5 })).toBe(0.5 ** 6);
  });

  test('are expected to be as long as the logarithm says', () => {
    expect(expectedLossRun({ lossRatio: 0.125, cycles: 1000 })).toBeCloseTo(Math.log(875) / Math.log(8), 12);
    expect(expectedLossRun({ lossRatio: 0, cycles: 1000 })).toBe(0);
    expect(expectedLossRun({ lossRatio: 1, cycles: 1000 })).toBe(1000);
    expect(expectedLossRun({ lossRatio: 0.5, cycles: 1 })).toBe(0);
  });
});
