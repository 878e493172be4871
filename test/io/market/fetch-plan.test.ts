import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MINUTE_MS, type TimeRange } from '#engine/index.ts';
import { missingIn, PAGE_MS, planPages } from '#io/market/fetch-plan.ts';

const minutes = (from: number, to: number): TimeRange => ({ fromMs: from * MINUTE_MS, toMs: to * MINUTE_MS });

test('a week is ten full pages and a rest, newest first', () => {
  const pages = planPages([minutes(0, 10_080)]);
  expect(pages).toHaveLength(11);
  expect(pages[0]).toEqual(minutes(10_000, 10_080));
  expect(pages.at(-1)).toEqual(minutes(0, 1_000));
});

test('holes that fit one page are one call', () => {
  expect(planPages([minutes(0, 1), minutes(500, 510), minutes(999, 1_000)])).toEqual([minutes(0, 1_000)]);
  expect(planPages([minutes(0, 1), minutes(1_000, 1_001)])).toHaveLength(2);
});

test('every missing minute is in exactly one page, and no page is longer than the broker gives', () => {
  const ranges = fc
    .uniqueArray(fc.integer({ min: 0, max: 20_000 }), { minLength: 2, maxLength: 20 })
    .map((edges) => edges.sort((a, b) => a - b))
    .map((edges) => edges.flatMap((to, at) => (at % 2 === 1 ? [minutes(edges[at - 1] ?? 0, to)] : [])));
  fc.assert(
    fc.property(ranges, (missing) => {
      const pages = planPages(missing);
      expect(pages.every(({ fromMs, toMs }) => toMs > fromMs && toMs - fromMs <= PAGE_MS)).toBe(true);
      const total = missing.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs) / MINUTE_MS, 0);
      expect(pages.reduce((sum, page) => sum + missingIn(page, missing), 0)).toBe(total);
      pages.slice(1).forEach((older, at) => {
        expect(older.toMs).toBeLessThanOrEqual(pages[at]?.fromMs ?? 0);
      });
    }),
  );
});
