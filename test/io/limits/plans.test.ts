import { expect, test } from 'vitest';
import { limitsOf, paceOf } from '#io/limits/plans.ts';
import { pressureOf } from '#io/limits/pressure.ts';
import { createRecentTimes } from '#io/limits/recent-times.ts';

const BASE = { heavy: 10, light: 120 };
const free = limitsOf({ priority: 'free' }, BASE);
const paid = limitsOf({ priority: 'paid' }, BASE);

test('ten heavy commands a minute and far more light ones, ready at once', () => {
  expect(paceOf(free, { weight: 'heavy', pressure: 0 })).toEqual({ intervalMs: 6_000, burst: 10 });
  expect(paceOf(free, { weight: 'light', pressure: 0 })).toEqual({ intervalMs: 500, burst: 120 });
  expect(paceOf(paid, { weight: 'heavy', pressure: 0 })).toEqual({ intervalMs: 2_000, burst: 30 });
});

test('a plan that nobody knows is none', () => {
  for (const plan of ['', 'gold', '__proto__', 'toString'])
    expect(limitsOf({ priority: plan as never }, BASE)).toEqual(free);
});

test.each([
  { pressure: 0, freeHeavy: 10, freeLight: 120, paidHeavy: 30, paidLight: 360 },
  { pressure: 1, freeHeavy: 5, freeLight: 120, paidHeavy: 30, paidLight: 360 },
  { pressure: 2, freeHeavy: 2, freeLight: 120, paidHeavy: 15, paidLight: 360 },
  { pressure: 3, freeHeavy: 1, freeLight: 60, paidHeavy: 6, paidLight: 360 },
] as const)('under pressure $pressure heavy gives way before light, and free before paid', (row) => {
  const { pressure } = row;
  const burst = (limits: typeof free, weight: 'heavy' | 'light') => paceOf(limits, { weight, pressure }).burst;
  expect([burst(free, 'heavy'), burst(free, 'light')]).toEqual([row.freeHeavy, row.freeLight]);
  expect([burst(paid, 'heavy'), burst(paid, 'light')]).toEqual([row.paidHeavy, row.paidLight]);
});

test.each([
  [{ queueAgeMs: 0, handledP95Ms: 0 }, 0],
  [{ queueAgeMs: 5_000, handledP95Ms: 500 }, 0],
  [{ queueAgeMs: 5_001, handledP95Ms: 0 }, 1],
  [{ queueAgeMs: 0, handledP95Ms: 1_501 }, 2],
  [{ queueAgeMs: 60_001, handledP95Ms: 501 }, 3],
] as const)('%o is pressure %i', (signs, pressure) => {
  expect(pressureOf(signs)).toBe(pressure);
});

test('nineteen of twenty are at most the 95th percentile, and a minute ago no longer counts', () => {
  let nowMs = 0;
  const times = createRecentTimes({ nowMs: () => nowMs });
  for (let ms = 1; ms <= 19; ms += 1) times.add(ms);
  expect(times.p95Ms()).toBe(0);
  times.add(20);
  expect(times.p95Ms()).toBe(19);
  nowMs = 60_001;
  expect(times.p95Ms()).toBe(0);
  for (let ms = 1; ms <= 1_000; ms += 1) times.add(ms);
  expect(times.p95Ms()).toBe(990);
});
