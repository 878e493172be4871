import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTimesWords, parseTimesWords, TIMEFRAMES, type TimesQuery, timesKey } from '#engine/index.ts';

const TICKERS = ['EURUSD-OTC', 'EURUSD', 'GBPUSD-OTC'];
const USUAL: TimesQuery = { ticker: 'EURUSD-OTC', timeframe: 'M1', depth: 0, days: 20, minRatio: 0.9 };

function read(text: string, tickers: readonly string[] = TICKERS) {
  return parseTimesWords({
    ...{ text, tickers, defaults: USUAL, nowMs: Date.UTC(2026, 10, 20), utcOffsetMs: () => -10_800_000 },
    limits: { maxBlocks: 2_000, maxDays: 60, maxDepth: 9 },
  });
}

test.each<[string, Partial<TimesQuery>]>([
  ['', {}],
  ['EURUSD-OTC m1 10d 90%', { days: 10 }],
  ['80% g1 m5 gbpusd otc 30 dias', { minRatio: 0.8, depth: 1, timeframe: 'M5', ticker: 'GBPUSD-OTC', days: 30 }],
  ['eur/usd de 100%', { ticker: 'EURUSD', minRatio: 1 }],
  ['92,5%', { minRatio: 0.925 }],
  ['92.5% 92,5%', { minRatio: 0.925 }],
  ['mão fixa', { depth: 0 }],
])('reads "%s"', (text, changed) => {
  expect(read(text)).toEqual({ ok: true, query: { ...USUAL, ...changed } });
});

test.each<[string, string, string]>([
  ['xxxxxx 10d', 'unknown_asset', '/times EURUSD-OTC m1 g0 10d 90%'],
  ['GBPUSD-OTT 10d', 'unknown_asset', '/times GBPUSD-OTC m1 g0 10d 90%'],
  ['EURUSD hello', 'unknown_word', '/times EURUSD m1 g0 20d 90%'],
  ['EURUSD mhi', 'no_strategy', '/times EURUSD m1 g0 20d 90%'],
  ['m3', 'bad_timeframe', '/times EURUSD-OTC m1 g0 20d 90%'],
  ['g10', 'bad_depth', '/times EURUSD-OTC m1 g9 20d 90%'],
  ['g1.5', 'bad_depth', '/times EURUSD-OTC m1 g0 20d 90%'],
  ['100', 'bad_days', '/times EURUSD-OTC m1 g0 20d 90%'],
  ['24h', 'bad_days', '/times EURUSD-OTC m1 g0 20d 90%'],
  ['3d', 'bad_days', '/times EURUSD-OTC m1 g0 20d 90%'],
  ['3650d', 'bad_days', '/times EURUSD-OTC m1 g0 20d 90%'],
  ['01/10..05/10', 'bad_days', '/times EURUSD-OTC m1 g0 20d 90%'],
  ['49%', 'bad_share', '/times EURUSD-OTC m1 g0 20d 90%'],
  ['101%', 'bad_share', '/times EURUSD-OTC m1 g0 20d 90%'],
  ['%', 'bad_share', '/times EURUSD-OTC m1 g0 20d 90%'],
  ['90% 80%', 'given_twice', '/times EURUSD-OTC m1 g0 20d 90%'],
  ['m1 m5', 'given_twice', '/times EURUSD-OTC m1 g0 20d 90%'],
  ['x'.repeat(201), 'too_long', '/times EURUSD-OTC m1 g0 20d 90%'],
])('"%s" is refused as %s with an example that is read', (text, code, example) => {
  const answer = read(text);
  expect(answer).toMatchObject({ ok: false, problem: { code, example } });
  expect(read(example.replace('/times ', '')).ok).toBe(true);
});

test('without any asset nothing can be asked', () => {
  expect(read('10d', [])).toMatchObject({ ok: false, problem: { code: 'no_asset', query: { ticker: '' } } });
});

test('what is written is read as the same question, and equal questions have one key', () => {
  const queries = fc.record({
    ticker: fc.constantFrom(...TICKERS),
    timeframe: fc.constantFrom(...TIMEFRAMES),
    depth: fc.integer({ min: 0, max: 9 }),
    days: fc.integer({ min: 4, max: 60 }),
    minRatio: fc.integer({ min: 500, max: 1_000 }).map((share) => share / 1_000),
  });
  fc.assert(
    fc.property(queries, (query) => {
      expect(read(formatTimesWords(query))).toEqual({ ok: true, query });
      expect(timesKey({ ...query })).toBe(timesKey(query));
      expect(timesKey({ ...query, days: query.days + 1 })).not.toBe(timesKey(query));
    }),
  );
});
