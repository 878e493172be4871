import { describe, expect, test } from 'vitest';
import {
  breakEven,
  expectedAcross,
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

  test('over assets that pay differently, wins bring and losses cost what those that were seen did', () => {
    const at = (payoutRatio: number) =>
      ladder({ plan: { kind: 'multiplier', multiplier: 2 }, firstStakeCents: 1000, payoutRatio, depth: 1 });
    // 80 %: +8.00, +6.00, a loss −30; 50 %: +5.00, 0.00, a loss −30.
    const played = [
      { counts: tally([6, 2], 2), ladder: at(0.8) },
      { counts: tally([3, 1], 6), ladder: at(0.5) },
    ];
    const { meanCents, lowCents } = expectedAcross(played)!;
    const won = 6 * 800 + 2 * 600 + 3 * 500 + 1 * 0;
    expect(meanCents).toBeCloseTo((won - 8 * 3000) / 20, 6);
    const [low] = wilson({ wins: 12, n: 20 });
    expect(lowCents).toBeCloseTo((low * won) / 12 - (1 - low) * 3000, 6);
  });

  test('a loss that was not seen costs what it would on average', () => {
    const at = (firstStakeCents: number) =>
      ladder({ plan: { kind: 'recover' }, firstStakeCents, payoutRatio: 0.8, depth: 0 });
    const played = [
      { counts: tally([3], 0), ladder: at(1000) },
      { counts: tally([1], 0), ladder: at(2000) },
    ];
    const { lowCents } = expectedAcross(played)!;
    const [low] = wilson({ wins: 4, n: 4 });
    expect(lowCents).toBeCloseTo((low * (3 * 800 + 1600)) / 4 - (1 - low) * 1250, 6);
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
