import { expect, test } from 'vitest';
import { chanceOfAtLeast, chanceOfExactly } from '#engine/index.ts';

// Σ C(100, k) / 2¹⁰⁰ for k ≥ 60, and Σ C(91, k)·0.9ᵏ·0.1⁹¹⁻ᵏ for k ≥ 88, in exact fractions.
test('the tail is the exact sum of binomial terms', () => {
  expect(chanceOfAtLeast({ wins: 9, n: 10, rate: 0.5 })).toBeCloseTo(11 / 1024, 14);
  expect(chanceOfAtLeast({ wins: 60, n: 100, rate: 0.5 })).toBeCloseTo(0.028443966820490395, 14);
  expect(chanceOfAtLeast({ wins: 88, n: 91, rate: 0.9 })).toBeCloseTo(0.015653034331795063, 14);
});

// scipy 1.17, binomtest(…, alternative='greater').
test.for([
  [540, 1000, 1 / 1.87, 0.382142],
  [540, 1000, 0.5, 0.006222],
  [55, 100, 0.5, 0.184101],
] as const)('%i of %i at %f has a tail of %f', ([wins, n, rate, tail]) => {
  expect(chanceOfAtLeast({ wins, n, rate })).toBeCloseTo(tail, 6);
});

test('every tail of every small game is the sum of its terms, worked out one by one', () => {
  for (const rate of [0.01, 0.3, 0.5348, 0.9, 0.99]) {
    for (const n of [1, 2, 3, 15, 16, 17, 40, 133]) {
      const terms = [(1 - rate) ** n];
      for (let k = 0; k < n; k++) terms.push((terms[k]! * ((n - k) / (k + 1)) * rate) / (1 - rate));
      let tail = 0;
      for (let wins = n; wins >= 0; wins--) {
        tail += terms[wins]!;
        expect(chanceOfAtLeast({ wins, n, rate })).toBeCloseTo(tail, 13);
        // Too small for a double to hold all its digits.
        if (terms[wins]! < 1e-290) continue;
        expect(chanceOfExactly({ wins, n, rate }) / terms[wins]!).toBeCloseTo(1, 11);
        if (tail < 0.5) expect(chanceOfAtLeast({ wins, n, rate }) / tail).toBeCloseTo(1, 11);
      }
    }
  }
});

test('at least none is certain, all or nothing is a power', () => {
  expect(chanceOfAtLeast({ wins: 0, n: 50, rate: 0.3 })).toBe(1);
  expect(chanceOfAtLeast({ wins: 50, n: 50, rate: 0.3 }) / 0.3 ** 50).toBeCloseTo(1, 10);
  expect(chanceOfAtLeast({ wins: 1, n: 50, rate: 0.3 })).toBeCloseTo(1 - 0.7 ** 50, 14);
  expect(chanceOfExactly({ wins: 0, n: 500, rate: 0.3 }) / 0.7 ** 500).toBeCloseTo(1, 10);
});

test('a million tries are as exact as ten: the two halves of a fair game add up', () => {
  for (const n of [1_000, 100_000, 1_000_000]) {
    const [half, middle] = [n / 2, chanceOfExactly({ wins: n / 2, n, rate: 0.5 })];
    // Stirling: the middle term of an even game.
    expect(middle * Math.sqrt((Math.PI * n) / 2)).toBeCloseTo(1 - 1 / (4 * n) + 1 / (32 * n * n), 9);
    expect(chanceOfAtLeast({ wins: half, n, rate: 0.5 })).toBeCloseTo((1 + middle) / 2, 12);
    expect(chanceOfAtLeast({ wins: half + 1, n, rate: 0.5 })).toBeCloseTo((1 - middle) / 2, 12);
  }
});
