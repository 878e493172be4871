import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceAxis } from '#engine/pictures/price-axis.ts';

const decimalMark = ',';

function labels(low: number, high: number): string[] {
  return priceAxis({ low, high, decimalMark }).ticks.map(({ label }) => label);
}

test('round prices with the decimals their step needs', () => {
  expect(labels(1.0806, 1.0831)).toEqual(['1,0805', '1,0810', '1,0815', '1,0820', '1,0825', '1,0830']);
  expect(labels(46_900, 47_450)).toEqual(['47000', '47200', '47400']);
  expect(labels(151.237, 151.291)).toEqual(['151,24', '151,26', '151,28']);
});

test('a price that never moves stands in the middle', () => {
  const { low, high, ticks } = priceAxis({ low: 1.5, high: 1.5, decimalMark });
  expect((low + high) / 2).toBeCloseTo(1.5, 9);
  expect(ticks.length).toBeGreaterThan(0);
});

test('without prices there is nothing to read off', () => {
  const { low, high, ticks } = priceAxis({
    low: Number.POSITIVE_INFINITY,
    high: Number.NEGATIVE_INFINITY,
    decimalMark,
  });
  expect(low).toBeLessThan(high);
  expect(ticks).toEqual([]);
});

test('any two prices lie on the axis, with at most ten ticks between its ends', () => {
  const price = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(price, price, (one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const { low, high, ticks } = priceAxis({ low: from, high: to, decimalMark });
      expect(low).toBeLessThan(from);
      expect(high).toBeGreaterThan(to);
      expect(ticks.length).toBeLessThanOrEqual(10);
      for (const tick of ticks) expect(tick.price).toBeGreaterThanOrEqual(low);
      for (const tick of ticks) expect(tick.price).toBeLessThanOrEqual(high);
    }),
  );
});
