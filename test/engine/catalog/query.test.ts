import { expect, test } from 'vitest';
import { type CatalogQuery, queryKey } from '#engine/index.ts';

const QUERY: CatalogQuery = {
  ticker: 'EURUSD-OTC',
  timeframe: 'M1',
  strategyId: 'MINORIA(5)',
  depth: 2,
  window: { kind: 'blocks', count: 100 },
};

test('a key is the same for the same question', () => {
  expect(queryKey({ ...QUERY, window: { ...QUERY.window } })).toBe(queryKey(QUERY));
});

test('a key differs wherever the question does', () => {
  const others: CatalogQuery[] = [
    { ...QUERY, ticker: 'EURUSD' },
    { ...QUERY, timeframe: 'M5' },
    { ...QUERY, strategyId: 'MHI1_MIN' },
    { ...QUERY, depth: 1 },
    { ...QUERY, window: { kind: 'hours', count: 100 } },
    { ...QUERY, window: { kind: 'blocks', count: 10 } },
    { ...QUERY, window: { kind: 'dates', fromMs: 0, toMs: 100 } },
  ];
  expect(new Set([QUERY, ...others].map(queryKey)).size).toBe(8);
});
