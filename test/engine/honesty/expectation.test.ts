import { describe, expect, test } from 'vitest';
import {
  breakEven,
  expectedPerCycle,
  expectedPerStake,
  type LadderPlan,
  ladder,
  type Tally,
  wilson,
} from '#engine/index.ts';

function tally(win: number[], loss: number): Tally {
  const total = win.reduce((sum, wins) => sum + wins, loss);
  return { cycles: total, win, loss, doji: 0, noSignal: 0, void: 0, total };
}

const ladderOf = (plan: LadderPlan, depth = 2) => ladder({ plan, firstStakeCents: 10_000, payoutRatio: 0.87, depth });

describe('expectedPerCycle', () => {
  // strategies.md §7, worked for one unit: w = 0.50 brings −0.2099, w = 0.55 brings +0.0827.
  test.for([
    [0.5, -2099],
    [0.55, 827],
  ] as const)('at %f a candle a target ladder brings %i cents', ([w, cents]) => {
    const share = (level: number) => Math.round(1e9 * w * (1 - w) ** level);
    const counts = tally([share(0), share(1), share(2)], Math.round(1e9 * (1 - w) ** 3));
    expect(expectedPerCycle({ counts, ladder: ladderOf({ kind: 'target' }) })!.meanCents).toBeCloseTo(cents, -1);
    const perStake = expectedPerStake({ counts, payoutRatio: 0.87 })!;
    expect(perStake.meanRatio).toBeCloseTo(cents / 10_000, 4);
  });

  // Multiplier 2, a first stake of one: +0.87, +0.74, +0.48, a loss −7.
  test('is the sum of what each end brings, times how often it came', () => {
    const counts = tally([50, 30, 10], 10);
    const { meanCents, lowCents, highCents } = expectedPerCycle({
      counts,
      ladder: ladderOf({ kind: 'multiplier', multiplier: 2 }),
    })!;
    expect(meanCents).toBeCloseTo((50 * 8700 + 30 * 7400 + 10 * 4800 - 10 * 70_000) / 100, 6);
    const perWin = (50 * 8700 + 30 * 7400 + 10 * 4800) / 90;
    const [low, high] = wilson({ wins: 90, n: 100 });
    expect(lowCents).toBeCloseTo(low * perWin - (1 - low) * 70_000, 6);
    expect(highCents).toBeCloseTo(high * perWin - (1 - high) * 70_000, 6);
  });

  test('its lower end is worth nothing exactly where the Wilson bound is at break-even', () => {
    for (const depth of [0, 1, 2]) {
      const needed = breakEven({ payoutRatio: 0.87, depth });
      let wins = 0;
      while (wilson({ wins, n: 1000 })[0] <= needed) wins++;
      const lowAt = (won: number) =>
        expectedPerStake({ counts: tally([won, ...new Array(depth).fill(0)], 1000 - won), payoutRatio: 0.87 })!
          .lowRatio;
      expect(lowAt(wins)).toBeGreaterThan(0);
      expect(lowAt(wins - 1)).toBeLessThanOrEqual(0);
    }
  });

  test('nothing lost or nothing won leaves an interval all the same', () => {
    const target = ladderOf({ kind: 'target' }, 0);
    const allWon = expectedPerCycle({ counts: tally([10], 0), ladder: target })!;
    expect([allWon.meanCents, allWon.highCents]).toEqual([8700, 8700]);
    expect(allWon.lowCents).toBeLessThan(8700);
    const allLost = expectedPerCycle({ counts: tally([0], 10), ladder: target })!;
    expect([allLost.meanCents, allLost.lowCents]).toEqual([-10_000, -10_000]);
    expect(allLost.highCents).toBeGreaterThan(-10_000);
  });

  test('is nothing where nothing was played or no payout is known', () => {
    expect(expectedPerCycle({ counts: tally([0, 0, 0], 0), ladder: ladderOf({ kind: 'target' }) })).toBeNull();
    expect(expectedPerStake({ counts: tally([5], 5), payoutRatio: null })).toBeNull();
    expect(expectedPerStake({ counts: tally([5], 5), payoutRatio: 0 })).toBeNull();
    expect(expectedPerStake({ counts: tally([0], 0), payoutRatio: 0.8 })).toBeNull();
  });

  test('a ladder of another depth is refused', () => {
    expect(() => expectedPerCycle({ counts: tally([5], 5), ladder: ladderOf({ kind: 'target' }) })).toThrow(
      '"3" stakes',
    );
  });
});
