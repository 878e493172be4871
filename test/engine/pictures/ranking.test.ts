import { expect, test } from 'vitest';
import { sampleRanking } from '#test/support/sample-picture.ts';

test('first entry and gales are shares of the cycles played', () => {
  const [best] = sampleRanking().rows;
  // 52 at the first entry, 24 + 13 at a gale, 2 lost: 91 played.
  expect(best?.first).toBeCloseTo(52 / 91, 12);
  expect(best?.gales).toBeCloseTo(37 / 91, 12);
});

test('rows keep the order they came in', () => {
  const names = sampleRanking().rows.map(({ name }) => name);
  expect(names).toEqual(['EURUSD (OTC)', 'GBPJPY (OTC)', 'BTCUSD', 'Apple Inc.', 'XAUUSD']);
});
