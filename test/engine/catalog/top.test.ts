import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Combination, FIRST_TOP, type Tally, type TopQuestion, topKey, topOf } from '#engine/index.ts';

const tallyOf = (win: number[], loss: number): Tally => {
  const total = win.reduce((sum, won) => sum + won, loss);
  return { cycles: total, win, loss, doji: 0, noSignal: 0, void: 0, total };
};

const rowOf = (ticker: string, changed: Partial<Combination> = {}): Combination => ({
  ticker,
  strategyId: 'MINORIA(5)',
  counts: tallyOf([50, 25, 12], 13),
  payoutRatio: 0.87,
  coverage: { present: 500, expected: 500 },
  ...changed,
});

const open = { category: 'forex', isOtc: false, isOpen: true };
const ASSETS = new Map([
  ['A', open],
  ['B', { ...open, isOtc: true }],
  ['C', { ...open, category: 'crypto' }],
  ['D', { ...open, isOpen: false }],
]);

const topFor = (rows: Combination[], question: Partial<TopQuestion> = {}) =>
  topOf(rows, { question: { ...FIRST_TOP, ...question }, assets: ASSETS });
const tickersOf = (rows: readonly Combination[]) => rows.map(({ ticker }) => ticker);

test('filters choose what is shown: market, shelf, strategy, payout, and never a closed asset', () => {
  const rows = [rowOf('A'), rowOf('B'), rowOf('C'), rowOf('D'), rowOf('A', { strategyId: 'MHI1_MIN' }), rowOf('X')];
  const shown = (question: Partial<TopQuestion>) => tickersOf(topFor(rows, question).rows);
  expect(shown({})).toEqual(['A', 'B', 'C']);
  expect(shown({ market: 'otc' })).toEqual(['B']);
  expect(shown({ market: 'normal' })).toEqual(['A', 'C']);
  expect(shown({ category: 'crypto' })).toEqual(['C']);
  expect(shown({ strategyId: null })).toEqual(['A', 'A', 'B', 'C']);
  expect(shown({ minPayoutRatio: 0.88 })).toEqual([]);
});

test('an unknown payout passes no least payout, and stands last without a verdict', () => {
  const rows = [rowOf('A', { payoutRatio: null, counts: tallyOf([99, 0, 0], 1) }), rowOf('B')];
  expect(tickersOf(topFor(rows).rows)).toEqual(['B', 'A']);
  expect(topFor(rows).rows[1]!.beats).toBe(false);
  expect(tickersOf(topFor(rows, { minPayoutRatio: 0.5 }).rows)).toEqual(['B']);
});

test('below 98 % of its candles a row is counted as tried, but not ranked', () => {
  const rows = [
    rowOf('A', { coverage: { present: 490, expected: 500 } }),
    rowOf('B', { coverage: { present: 489, expected: 500 } }),
  ];
  const top = topFor(rows);
  expect(tickersOf(top.rows)).toEqual(['A']);
  expect(top.tried).toBe(2);
  expect(tickersOf(top.sparse)).toEqual(['B']);
});

test('the lower end of the expected result goes first, or the win rate for who wants it', () => {
  const long = rowOf('A', { counts: tallyOf([500, 300, 150], 50) });
  const short = rowOf('B', { counts: tallyOf([9, 2, 1], 0) });
  expect(tickersOf(topFor([short, long]).rows)).toEqual(['A', 'B']);
  expect(tickersOf(topFor([long, short], { order: 'predecessor' }).rows)).toEqual(['B', 'A']);
});

test('the order in which rows were computed changes nothing', () => {
  const rows = ['A', 'B', 'C'].flatMap((ticker) =>
    ['MINORIA(5)', 'MHI1_MIN', 'MHI2_MIN'].map((strategyId) => rowOf(ticker, { strategyId })),
  );
  const expected = topFor(rows, { strategyId: null });
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      expect(topFor(shuffled, { strategyId: null })).toEqual(expected);
    }),
  );
});

test('what was computed counts against a row, also when the filters hide it', () => {
  // One-sided exact p of 980 in 1000 against 89.93 % is about 10⁻²³; of 97 in 100 about 0.008.
  const strong = rowOf('A', { counts: tallyOf([500, 300, 180], 20) });
  const lucky = rowOf('A', { counts: tallyOf([60, 25, 12], 3) });
  const useless = Array.from({ length: 400 }, (_, at) => rowOf('D', { strategyId: `S${at}` }));
  expect(topFor([strong, ...useless]).rows[0]!.beats).toBe(true);
  expect(topFor([lucky]).rows[0]!.beats).toBe(true);
  const among = topFor([lucky, ...useless]);
  expect(among.rows[0]!.beats).toBe(false);
  expect(among).toMatchObject({ tried: 401, passed: 0 });
});

test('a payout alone turns the verdict', () => {
  const counts = tallyOf([500, 260, 150], 90);
  expect(topFor([rowOf('A', { counts, payoutRatio: 0.95 })]).rows[0]!.beats).toBe(true);
  expect(topFor([rowOf('A', { counts, payoutRatio: 0.8 })]).rows[0]!.beats).toBe(false);
});

test('questions that differ have different keys', () => {
  const others: Partial<TopQuestion>[] = [
    {},
    { strategyId: null },
    { market: 'otc' },
    { category: 'crypto' },
    { minPayoutRatio: 0.8 },
    { order: 'predecessor' },
    { depth: 1 },
    { timeframe: 'M5', strategyId: null },
    { window: { kind: 'hours', count: 100 } },
  ];
  const keys = others.map((changed) => topKey({ ...FIRST_TOP, ...changed }));
  expect(new Set(keys).size).toBe(keys.length);
});
