import { expect, test } from 'vitest';
import { chanceOfAtLeast, standsOut } from '#engine/index.ts';

test('the tail is the exact sum of binomial terms', () => {
  expect(chanceOfAtLeast({ wins: 9, n: 10, rate: 0.5 })).toBeCloseTo(11 / 1024, 14);
  // Σ C(100, k) / 2¹⁰⁰ for k ≥ 60, and Σ C(91, k)·0.9ᵏ·0.1⁹¹⁻ᵏ for k ≥ 88, in exact fractions.
  expect(chanceOfAtLeast({ wins: 60, n: 100, rate: 0.5 })).toBeCloseTo(0.028443966820490395, 12);
  expect(chanceOfAtLeast({ wins: 88, n: 91, rate: 0.9 })).toBeCloseTo(0.015653034331795063, 12);
});

test('at least none is certain, and a million entries are no trouble', () => {
  expect(chanceOfAtLeast({ wins: 0, n: 50, rate: 0.3 })).toBe(1);
  expect(chanceOfAtLeast({ wins: 500_000, n: 1_000_000, rate: 0.5 })).toBeCloseTo(0.5, 2);
});

test('the same rate stands out alone and not as the best of many', () => {
  const lucky = { wins: 60, n: 90, rate: 0.5 };
  expect(standsOut({ ...lucky, tried: 1 })).toBe(true);
  expect(standsOut({ ...lucky, tried: 50 })).toBe(false);
  expect(standsOut({ wins: 0, n: 0, rate: 0.5, tried: 1 })).toBe(false);
});
