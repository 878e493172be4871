import { describe, expect, test } from 'vitest';
import { rateOf, wilson } from '#engine/index.ts';

describe('wilson', () => {
  // Computed with scipy 1.17 and statsmodels 0.15.
  test.for([
    [0, 10, 0, 0.277533],
    [7, 10, 0.396778, 0.892209],
    [81, 263, 0.255289, 0.36621],
    [540, 1000, 0.509015, 0.570679],
    [1, 1, 0.206549, 1],
  ] as const)('%i of %i lies between %f and %f', ([wins, n, low, high]) => {
    const [ours, theirs] = [wilson({ wins, n }), [low, high]];
    expect(ours.map((end) => end.toFixed(6))).toEqual(theirs.map((end) => end.toFixed(6)));
  });

  test('knows nothing of nothing', () => {
    expect(wilson({ wins: 0, n: 0 })).toEqual([0, 1]);
  });

  // Wins in 1000 whose one-sided 95 % bound clears the break-even of each payout.
  test.for([
    [0.8, 582],
    [0.85, 567],
    [0.87, 561],
    [0.92, 547],
  ] as const)('at payout %f it takes %i wins in 1000 to be above break-even', ([payout, wins]) => {
    const isClear = (won: number) => wilson({ wins: won, n: 1000, z: 1.6448536269514722 })[0] > 1 / (1 + payout);
    expect([isClear(wins - 1), isClear(wins)]).toEqual([false, true]);
  });

  test('never lets a rate travel alone', () => {
    expect(rateOf({ wins: 7, n: 10 })).toEqual({
      wins: 7,
      n: 10,
      low: expect.closeTo(0.396778),
      high: expect.closeTo(0.892209),
    });
  });
});
