import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ASSET_CATEGORIES,
  FIRST_TOP,
  formatTopWords,
  MARKETS,
  maxDepth,
  parseTopWords,
  strategiesOf,
  TIMEFRAMES,
  type TopQuestion,
} from '#engine/index.ts';

const LIMITS = { maxBlocks: 2_000, maxDays: 60, maxDepth: 9 };
const utcOffsetMs = () => -3 * 3_600_000;

const read = (text: string) =>
  parseTopWords({ text, defaults: FIRST_TOP, limits: LIMITS, nowMs: Date.UTC(2026, 10, 20, 15), utcOffsetMs });

function questionOf(text: string): TopQuestion {
  const parsed = read(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.code} "${parsed.problem.typed}"`);
  return parsed.question;
}

function problemOf(text: string) {
  const parsed = read(text);
  return parsed.ok ? 'none' : `${parsed.problem.code} ${parsed.problem.typed}`;
}

test.each<[string, Partial<TopQuestion>]>([
  ['', {}],
  ['otc', { market: 'otc' }],
  ['mercado normal', { market: 'normal' }],
  ['cripto', { category: 'crypto' }],
  ['Ações', { category: 'stocks' }],
  ['todas', { strategyId: null }],
  ['todas as estratégias', { strategyId: null }],
  ['all strategies', { strategyId: null }],
  ['80%', { minPayoutRatio: 0.8 }],
  ['payout 80', { minPayoutRatio: 0.8 }],
  ['payout>=82,5%', { minPayoutRatio: 0.825 }],
  ['taxa', { order: 'predecessor' }],
  ['24h g1', { window: { kind: 'hours', count: 24 }, depth: 1 }],
  ['200', { window: { kind: 'blocks', count: 200 } }],
  ['mhi', { strategyId: 'MHI1_MIN' }],
  [
    'otc m5 todas 7d g1 80%',
    {
      market: 'otc',
      timeframe: 'M5',
      strategyId: null,
      window: { kind: 'days', count: 7 },
      depth: 1,
      minPayoutRatio: 0.8,
    },
  ],
])('"%s" is understood', (text, expected) => {
  expect(questionOf(text)).toEqual({ ...FIRST_TOP, ...expected });
});

test.each([
  ['xyzzy', 'unknown_word xyzzy'],
  ['EURUSD', 'unknown_word EURUSD'],
  ['mhi7', 'unknown_strategy mhi7'],
  ['m7', 'bad_timeframe m7'],
  ['g77', 'bad_depth g77'],
  ['g-1', 'bad_depth g-1'],
  ['9999h', 'bad_window 9999h'],
  ['05/10..01/10', 'dates_reversed 05/10..01/10'],
  ['0%', 'bad_payout 0%'],
  ['payout 300', 'bad_payout 300'],
  ['otc normal', 'given_twice normal'],
  ['24h 48h', 'given_twice 24h'],
  ['80% 90%', 'given_twice 90%'],
])('"%s" is refused by its name', (text, expected) => {
  expect(problemOf(text)).toBe(expected);
});

test('the same thing said twice is no trouble', () => {
  expect(problemOf('otc OTC 24h 24h')).toBe('none');
});

test('a strategy that the timeframe does not know is refused there, and found elsewhere when no timeframe was said', () => {
  const onlyM15 = strategiesOf('M15').find(({ id }) =>
    TIMEFRAMES.every((each) => each === 'M15' || !strategiesOf(each).some((row) => row.id === id)),
  );
  if (onlyM15 === undefined) throw new Error('Every strategy of M15 exists elsewhere: pick another example.');
  expect(questionOf(onlyM15.id)).toMatchObject({ timeframe: 'M15', strategyId: onlyM15.id });
  expect(problemOf(`m1 ${onlyM15.id}`)).toMatch(/^unknown_strategy/);
});

test('whatever is asked can be written down and read again', () => {
  const questions = fc
    .record({
      strategy: fc.constantFrom(...TIMEFRAMES.flatMap((timeframe) => strategiesOf(timeframe))),
      isEvery: fc.boolean(),
      depth: fc.integer({ min: 0, max: 9 }),
      window: fc.constantFrom<TopQuestion['window']>(
        { kind: 'blocks', count: 150 },
        { kind: 'hours', count: 12 },
        { kind: 'days', count: 7 },
      ),
      market: fc.constantFrom(...MARKETS),
      category: fc.constantFrom(null, ...ASSET_CATEGORIES),
      payout: fc.integer({ min: 10, max: 1_000 }),
    })
    .map(
      ({ strategy, isEvery, depth, payout, ...rest }): TopQuestion => ({
        ...rest,
        timeframe: strategy.timeframe,
        strategyId: isEvery ? null : strategy.id,
        depth: isEvery ? depth : Math.min(depth, maxDepth(strategy)),
        minPayoutRatio: payout / 1_000,
        order: 'honest',
      }),
    );
  fc.assert(
    fc.property(questions, (question) => {
      expect(questionOf(formatTopWords(question, { utcOffsetMs, all: 'todas' }))).toEqual(question);
    }),
  );
});

test('whatever a stranger types is answered with a question that can be asked', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const parsed = read(text);
      const question = parsed.ok ? parsed.question : parsed.problem.question;
      expect(questionOf(formatTopWords(question, { utcOffsetMs, all: 'todas' }))).toEqual(question);
    }),
  );
});
