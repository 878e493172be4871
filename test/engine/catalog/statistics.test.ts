import { describe, expect, test } from 'vitest';
import { dojiRatio, percentOf, statistics } from '#engine/index.ts';
import { columnsOf } from '#test/support/colours.ts';

const TALLY = { cycles: 110, win: [50, 25, 12], loss: 13, doji: 10, noSignal: 0, void: 0, total: 100 };

describe('statistics', () => {
  test('are cumulative from level to level', () => {
    const { cumulative, rate } = statistics(TALLY, { payoutRatio: 0.87, dojiRatio: 0 });
    expect(cumulative.map(({ wins, n }) => [wins, n])).toEqual([
      [50, 100],
      [75, 100],
      [87, 100],
    ]);
    expect(rate).toBe(cumulative[2]);
  });

  test('carry the coin and the break-even of their depth', () => {
    const { coinRatio, breakEvenRatio } = statistics(TALLY, { payoutRatio: 0.87, dojiRatio: 0 });
    expect([coinRatio, breakEvenRatio]).toEqual([0.875, expect.closeTo(0.8993, 4)]);
    expect(statistics(TALLY, { payoutRatio: null, dojiRatio: 0 }).breakEvenRatio).toBeNull();
  });

  test('of nothing say that nothing is known', () => {
    const nothing = { ...TALLY, win: [0], loss: 0, total: 0 };
    expect(statistics(nothing, { payoutRatio: 0.87, dojiRatio: 0 }).rate).toEqual({ wins: 0, n: 0, low: 0, high: 1 });
  });
});

describe('percentOf', () => {
  test.for([
    [1, 3, 33.33],
    [2, 3, 66.67],
    [1, 800, 0.13],
    [1, 1, 100],
    [0, 5, 0],
  ] as const)('%i of %i is %f', ([wins, n, percent]) => {
    expect(percentOf({ wins, n })).toBe(percent);
  });

  test('of nothing is nothing', () => {
    expect(percentOf({ wins: 0, n: 0 })).toBeNull();
  });
});

test('the doji share is of the candles that exist', () => {
  expect(dojiRatio(columnsOf('GD_R_D').colours)).toBe(0.5);
  expect(dojiRatio(new Uint8Array(5))).toBe(0);
});
