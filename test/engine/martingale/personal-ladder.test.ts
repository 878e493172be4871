import { expect, test } from 'vitest';
import { DEFAULT_LADDER, galePlan, personalLadder } from '#engine/index.ts';

test('whoever has set nothing stakes ten, and gales that win back the first profit', () => {
  // strategies.md: s₀ = 10, p = 0.87, target ladder: 10.00, 21.49, 46.20.
  expect(personalLadder(DEFAULT_LADDER, { payoutRatio: 0.87, depth: 2 })?.stakesCents).toEqual([1_000, 2_149, 4_620]);
});

test.each([null, 0, -0.5, 2.5, Number.NaN])('a payout of %s makes no ladder', (payoutRatio) => {
  expect(personalLadder(DEFAULT_LADDER, { payoutRatio, depth: 2 })).toBeNull();
});

test('a plan of one’s own is followed; soros says nothing on gales', () => {
  const own = { kind: 'multiplier', multiplier: 2, firstStakeCents: 500 } as const;
  expect(personalLadder(own, { payoutRatio: 0.87, depth: 2 })?.stakesCents).toEqual([500, 1_000, 2_000]);
  expect(galePlan({ kind: 'soros', level: 3, firstStakeCents: 500 })).toEqual({ kind: 'target' });
});
