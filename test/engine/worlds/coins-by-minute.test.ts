import { describe, expect, test } from 'vitest';
import { timeOfDay, timeRowP, wilson } from '#engine/index.ts';
import { randomColumns } from '#test/support/random-columns.ts';

const inGreenwich = () => 0;

describe('perfect minutes', () => {
  test.for([
    [0, 5, 'other-days'],
    [1, 10, 'other-days'],
    [2, 7, 'other-days'],
    [1, 9, 'same-days'],
    [2, 12, 'same-days'],
  ] as const)('with %i gales over %i days, chosen on %s, as many come as were announced', ([depth, days, chosenOn]) => {
    let [came, announced] = [0, 0];
    for (let seed = 0; seed < 12; seed++) {
      const columns = randomColumns({ seed, length: days * 1440, dojiShare: 0.05, missingShare: 0.002 });
      const found = timeOfDay(columns, { utcOffsetMsAt: inGreenwich, depth, chosenOn });
      came += found.perfect;
      announced += found.perfectByChance;
    }
    expect(announced).toBeGreaterThan(50);
    expect(Math.abs(came - announced)).toBeLessThan(5 * Math.sqrt(announced));
  });
});

describe('a row of coins', () => {
  const rowsOf = (chosenOn: 'same-days' | 'other-days') =>
    Array.from(
      { length: 8 },
      (_, seed) =>
        timeOfDay(randomColumns({ seed, length: 30 * 1440, dojiShare: 0, missingShare: 0 }), {
          utcOffsetMsAt: inGreenwich,
          depth: 0,
          chosenOn,
        }).rows,
    ).flat();

  test('wins more than half where it chose on its own days, and half where it did not', () => {
    const mean = (chosenOn: 'same-days' | 'other-days') => {
      const rows = rowsOf(chosenOn);
      return rows.reduce((sum, { rate }) => sum + rate.wins, 0) / rows.reduce((sum, { rate }) => sum + rate.n, 0);
    };
    expect(mean('same-days')).toBeGreaterThan(0.56);
    expect(mean('other-days')).toBeCloseTo(0.5, 1.5);
  });

  test('is inside its 95 % interval about 95 times of 100 though its halves go together', () => {
    const rows = rowsOf('other-days').filter(({ parts }) => parts.length === 2);
    const inside = rows.filter(({ rate }) => rate.low <= 0.5 && rate.high >= 0.5).length / rows.length;
    expect(inside).toBeGreaterThan(0.93);
    // The common interval would be too narrow, or the wider one would not be needed.
    const common = rows.filter(({ rate }) => {
      const [low, high] = wilson(rate);
      return low <= 0.5 && high >= 0.5;
    });
    expect(common.length / rows.length).toBeLessThan(0.92);
  });

  test.for(['same-days', 'other-days'] as const)(
    'has a p-value below 5 %% at most 5 times of 100, chosen on %s',
    (chosenOn) => {
      const rows = rowsOf(chosenOn);
      const low = rows.filter((row) => timeRowP(row, { breakEvenRatio: 0.5 }) <= 0.05).length;
      expect(low / rows.length).toBeLessThanOrEqual(0.055);
    },
  );
});
