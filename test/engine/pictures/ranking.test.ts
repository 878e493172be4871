import { expect, test } from 'vitest';
import { type RankingRow, rankingPicture } from '#engine/index.ts';
import { sampleRanking } from '#test/support/sample-picture.ts';

const WORDS = {
  ...{ title: 'a', subtitle: 'b', period: 'c', tried: 'd', first: 'e', gales: 'f', interval: 'g', breakEven: 'h' },
  ...{ empty: 'i', risk: 'j' },
};

const rowOf = (win: readonly number[], loss: number): RankingRow => {
  const total = win.reduce((sum, count) => sum + count, loss);
  const counts = { cycles: total, win, loss, doji: 0, noSignal: 0, void: 0, total };
  return { name: 'EURUSD', counts, rate: '50%', detail: '2 ciclos', mark: 'Igual à sorte' };
};

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

test('every word stands where it belongs, and of many rows five are shown', () => {
  const rows = Array.from({ length: 7 }, (_, at) => ({ ...rowOf([1, 1], 0), name: `row ${at}` }));
  const picture = rankingPicture({ rows, words: WORDS });
  expect(picture).toMatchObject({ kind: 'ranking', ...WORDS });
  expect(picture.rows.map(({ name }) => name)).toEqual(['row 0', 'row 1', 'row 2', 'row 3', 'row 4']);
  expect(picture.rows[0]).toEqual({
    ...{ name: 'row 0', rate: '50%', detail: '2 ciclos', mark: 'Igual à sorte', first: 0.5, gales: 0.5 },
    ...{ interval: null, breakEven: null },
  });
});

test('a row without a cycle has no shares, one with losses no more than it won', () => {
  const picture = rankingPicture({ rows: [rowOf([0, 0, 0], 0), rowOf([], 2), rowOf([0], 3)], words: WORDS });
  expect(picture.rows.map(({ first, gales }) => [first, gales])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
});
