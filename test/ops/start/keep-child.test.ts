import { expect, test } from 'vitest';
import { pauseAfter } from '#ops/start/keep-child.ts';

test('the pause before another try doubles from half a second to ten', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map(pauseAfter)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
});

test('who lived long is started again after the shortest pause', () => {
  expect(pauseAfter(0)).toBe(500);
});
