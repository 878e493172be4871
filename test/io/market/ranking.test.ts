import { expect, test } from 'vitest';
import { type RankingRow, rankingKey, readRanking, saveRanking, WARM_RANKINGS } from '#io/market/ranking.ts';
import { freshDatabase } from '../../support/database.ts';

const { database: db } = await freshDatabase();

const ROW: RankingRow = {
  ticker: 'EURUSD-OTC',
  strategyId: 'MHI1_MIN',
  counts: { cycles: 288, win: [140, 70, 33], loss: 35, doji: 4, noSignal: 5, void: 1, total: 278 },
  maxLossStreak: 3,
  lossRuns: [
    [1, 20],
    [3, 5],
  ],
  dojiRatio: 0.0125,
  payoutRatio: 0.87,
  coverage: { present: 1_431, expected: 1_440 },
};
const UNKNOWN: RankingRow = { ...ROW, ticker: 'GBPUSD-OTC', payoutRatio: null };
const snapshot = (computedAtMs: number, rows: readonly RankingRow[] = [ROW, UNKNOWN]) => ({
  candlesUntilMs: 1_763_600_400_000,
  computedAtMs,
  rows,
});

test('a ranking is read as it was saved', async () => {
  await saveRanking(db, 'M1 g2 hours 24', snapshot(1_763_600_401_000));
  expect(await readRanking(db, 'M1 g2 hours 24')).toEqual(snapshot(1_763_600_401_000));
  expect(await readRanking(db, 'M1 g2 hours 12')).toBeNull();
});

test('the later one stays, whichever is saved last', async () => {
  await saveRanking(db, 'later', snapshot(2_000));
  await saveRanking(db, 'later', snapshot(3_000, [ROW]));
  await saveRanking(db, 'later', snapshot(2_500, []));
  expect(await readRanking(db, 'later')).toEqual(snapshot(3_000, [ROW]));
});

test('questions that differ have different keys', () => {
  const questions = [
    ...WARM_RANKINGS,
    { timeframe: 'M5', depth: 2, window: { kind: 'blocks', count: 100 } },
    { timeframe: 'M1', depth: 1, window: { kind: 'blocks', count: 100 } },
    { timeframe: 'M1', depth: 2, window: { kind: 'dates', fromMs: 0, toMs: 60_000 } },
  ] as const;
  expect(new Set(questions.map(rankingKey)).size).toBe(questions.length);
});
