import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode, inlineKeyboard, MAX_TICKER_BYTES, type Seal } from '#bot/callback-data.ts';
import { fingerprint } from '#bot/packed-query.ts';
import { CATEGORIES, FLOWS, PLAN_SCREENS, PRESET_ACTS, type Press, SCREENS, TOP_SCREENS } from '#bot/views/press.ts';
import { TIME_ZONES } from '#bot/views/time-zones.ts';
import {
  ASSET_CATEGORIES,
  type CatalogQuery,
  MARKETS,
  MAX_DEPTH,
  MINUTE_MS,
  type StakesQuery,
  strategiesOf,
  TIMEFRAMES,
  type TimesQuery,
  TOP_ORDERS,
  type TopQuestion,
  type Window,
} from '#engine/index.ts';

const SEAL: Seal = { userId: 7_999_999_999, key: Buffer.alloc(32, 7) };

const query: CatalogQuery = {
  ticker: 'EURUSD-OTC',
  timeframe: 'M1',
  strategyId: 'MINORIA(5)',
  depth: 2,
  window: { kind: 'blocks', count: 100 },
};

/** From short to the widest that can be asked for. */
const WINDOWS: Window[] = [
  { kind: 'blocks', count: 1 },
  { kind: 'blocks', count: 999_999 },
  { kind: 'hours', count: 24 },
  { kind: 'hours', count: 99_999 },
  { kind: 'days', count: 7 },
  { kind: 'days', count: 99_999 },
  { kind: 'dates', fromMs: Date.UTC(2026, 9, 1, 3), toMs: Date.UTC(2026, 9, 6, 3) },
  { kind: 'dates', fromMs: Date.UTC(2099, 11, 31, 23, 59), toMs: Date.UTC(2100, 0, 1) },
];

const STRATEGIES = TIMEFRAMES.flatMap((timeframe) => strategiesOf(timeframe));

test('every strategy and window, with the longest ticker, on the fullest screen, comes back and fits', () => {
  const ticker = 'W'.repeat(MAX_TICKER_BYTES);
  for (const { id, timeframe } of STRATEGIES) {
    for (const window of WINDOWS) {
      const asked: CatalogQuery = { ticker, timeframe, strategyId: id, depth: MAX_DEPTH, window };
      const press: Press = { verb: 'menu', screen: 'assets', query: asked, category: 'commodities', page: 999 };
      const data = encode(press, SEAL);
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
      expect(decode(data, SEAL)).toEqual({ ok: true, press });
    }
  }
});

test('no two strategies share a fingerprint', () => {
  const codes = STRATEGIES.map((strategy) => fingerprint(strategy));
  expect(new Set(codes).size).toBe(codes.length);
});

const queries: fc.Arbitrary<CatalogQuery> = fc
  .record({
    strategy: fc.constantFrom(...STRATEGIES),
    ticker: fc.stringMatching(/^[A-Z0-9./() -]{1,24}$/),
    depth: fc.integer({ min: 0, max: MAX_DEPTH }),
    window: fc.oneof(
      fc.record({ kind: fc.constantFrom('blocks', 'hours', 'days'), count: fc.integer({ min: 1, max: 999_999 }) }),
      fc
        .tuple(fc.integer({ min: 0, max: 68_000_000 }), fc.integer({ min: 0, max: 68_000_000 }))
        .map(([from, to]) => ({ kind: 'dates' as const, fromMs: from * MINUTE_MS, toMs: to * MINUTE_MS })),
    ),
  })
  .map(({ strategy, ticker, depth, window }) => ({
    ticker,
    timeframe: strategy.timeframe,
    strategyId: strategy.id,
    depth,
    window: window as Window,
  }));

const topQuestions: fc.Arbitrary<TopQuestion> = fc
  .record({
    query: queries,
    isEvery: fc.boolean(),
    market: fc.constantFrom(...MARKETS),
    category: fc.constantFrom(null, ...ASSET_CATEGORIES),
    order: fc.constantFrom(...TOP_ORDERS),
    payout: fc.integer({ min: 0, max: 1_000 }),
  })
  .map(({ query: { ticker: _ticker, ...plan }, isEvery, payout, ...filters }) => ({
    ...plan,
    ...filters,
    strategyId: isEvery ? null : plan.strategyId,
    minPayoutRatio: payout / 1_000,
  }));

const stakes: fc.Arbitrary<StakesQuery> = fc.record({
  bankrollCents: fc.integer({ min: 1, max: 1_000_000_000 }),
  firstStakeCents: fc.integer({ min: 1, max: 1_000_000_000 }),
  plan: fc.oneof(
    fc.record({
      kind: fc.constant('multiplier' as const),
      multiplier: fc.integer({ min: 100, max: 1_000 }).map((hundredths) => hundredths / 100),
    }),
    fc.constantFrom({ kind: 'target' as const }, { kind: 'recover' as const }),
    fc.record({ kind: fc.constant('soros' as const), level: fc.integer({ min: 1, max: 9 }) }),
  ),
  depth: fc.integer({ min: 0, max: MAX_DEPTH }),
  payoutRatio: fc.integer({ min: 10, max: 2_000 }).map((thousandths) => thousandths / 1_000),
});

const timesQueries: fc.Arbitrary<TimesQuery> = fc.record({
  ticker: fc.stringMatching(/^[A-Z0-9./() -]{1,24}$/),
  timeframe: fc.constantFrom(...TIMEFRAMES),
  depth: fc.integer({ min: 0, max: MAX_DEPTH }),
  days: fc.integer({ min: 1, max: 9_999 }),
  minRatio: fc.integer({ min: 500, max: 1_000 }).map((thousandths) => thousandths / 1_000),
});

const presses: fc.Arbitrary<Press> = fc.oneof(
  fc.constantFrom<Press>(
    { verb: 'link' },
    { verb: 'unlink' },
    { verb: 'account', act: 'list' },
    { verb: 'account', act: 'add' },
    { verb: 'settings' },
    { verb: 'help' },
    { verb: 'record' },
    { verb: 'top' },
    { verb: 'catalog' },
    { verb: 'stakes' },
    { verb: 'favourites' },
    { verb: 'presets' },
    { verb: 'notices' },
    { verb: 'daily' },
    { verb: 'dailyOn' },
    { verb: 'dailyOff' },
    { verb: 'theme', theme: 'dark' },
    { verb: 'theme', theme: 'light' },
  ),
  fc.record({
    verb: fc.constant('account' as const),
    act: fc.constantFrom('use' as const, 'unlink' as const),
    id: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  }),
  fc.record({ verb: fc.constant('plan' as const), screen: fc.constantFrom(...PLAN_SCREENS) }),
  fc.record({ verb: fc.constant('buy' as const), code: fc.stringMatching(/^[a-z]{1,20}$/) }),
  fc.record({
    verb: fc.constant('give' as const),
    code: fc.stringMatching(/^[a-z]{1,20}$/),
    receiverId: fc.integer({ min: 1, max: 2 ** 52 }),
  }),
  fc.record({
    verb: fc.constant('refund' as const),
    id: fc.integer({ min: 1, max: 2 ** 40 }),
    isSure: fc.boolean(),
  }),
  fc.record({ verb: fc.constant('accept' as const), version: fc.integer({ min: 1, max: 9999 }) }),
  fc.record({ verb: fc.constantFrom('languages' as const, 'zones' as const), flow: fc.constantFrom(...FLOWS) }),
  fc.record({
    verb: fc.constant('language' as const),
    language: fc.constantFrom('pt' as const, 'en' as const, 'es' as const),
    flow: fc.constantFrom(...FLOWS),
  }),
  fc.record({
    verb: fc.constant('zone' as const),
    zone: fc.constantFrom(...TIME_ZONES),
    flow: fc.constantFrom(...FLOWS),
  }),
  fc.record({ verb: fc.constantFrom('cancel' as const, 'file' as const), requestId: fc.uuid() }),
  fc.record({ verb: fc.constant('page' as const), requestId: fc.uuid(), page: fc.integer({ min: 0, max: 1295 }) }),
  fc.record({ verb: fc.constantFrom('hours' as const, 'entries' as const), query: queries }),
  fc.record({ verb: fc.constant('times' as const), query: timesQueries }),
  fc.record({ verb: fc.constantFrom('stakes' as const, 'stakesRun' as const), stakes }),
  fc.record({ verb: fc.constant('checkPage' as const), requestId: fc.uuid(), page: fc.integer({ min: 0, max: 1295 }) }),
  fc.record({
    verb: fc.constant('checkDepth' as const),
    requestId: fc.uuid(),
    depth: fc.integer({ min: 0, max: MAX_DEPTH }),
  }),
  fc.record({
    verb: fc.constantFrom('recheck' as const, 'result' as const),
    resultId: fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{8}$/),
  }),
  fc.record({ verb: fc.constant('top' as const), question: topQuestions }),
  fc
    .record({
      screen: fc.constantFrom(...TOP_SCREENS),
      question: topQuestions,
      page: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
    })
    .map(({ screen, question, page }) => ({
      verb: 'topMenu' as const,
      screen,
      question,
      ...(page === undefined ? {} : { page }),
    })),
  fc.record({ verb: fc.constant('history' as const), page: fc.integer({ min: 0, max: 9999 }) }),
  fc.record({
    verb: fc.constantFrom('star' as const, 'unstar' as const),
    ticker: fc.stringMatching(/^[A-Z0-9./() -]{1,54}$/),
  }),
  fc.record({ verb: fc.constant('keep' as const), query: queries }),
  fc.record({ verb: fc.constant('preset' as const), act: fc.constantFrom(...PRESET_ACTS), id: fc.maxSafeNat() }),
  fc.record({ verb: fc.constant('unnotice' as const), id: fc.maxSafeNat() }),
  fc.record({ verb: fc.constant('dailyAt' as const), minuteOfDay: fc.integer({ min: 0, max: 1439 }) }),
  fc.record({ verb: fc.constant('dailyMarket' as const), market: fc.constantFrom(...MARKETS) }),
  fc.record({ verb: fc.constantFrom('run' as const, 'stored' as const), query: queries }),
  fc
    .record({
      screen: fc.constantFrom(...SCREENS),
      query: queries,
      category: fc.option(fc.constantFrom(...CATEGORIES), { nil: undefined }),
      page: fc.option(fc.integer({ min: 1, max: 1295 }), { nil: undefined }),
    })
    .map(({ screen, query: asked, category, page }) => ({
      verb: 'menu' as const,
      screen,
      query: asked,
      ...(category === undefined ? {} : { category }),
      ...(page === undefined ? {} : { page }),
    })),
);

test('whatever is pressed comes back as it was, and fits', () => {
  fc.assert(
    fc.property(presses, (press) => {
      const data = encode(press, SEAL);
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
      expect(decode(data, SEAL)).toEqual({ ok: true, press });
    }),
  );
});

test('another person, another key, or one changed character is refused', () => {
  const data = encode({ verb: 'run', query }, SEAL);
  expect(decode(data, { ...SEAL, userId: 8 })).toEqual({ ok: false, reason: 'foreign' });
  expect(decode(data, { ...SEAL, key: 'other' })).toEqual({ ok: false, reason: 'foreign' });
  for (let at = 1; at < data.length; at++) {
    const forged = data.slice(0, at) + (data[at] === 'x' ? 'y' : 'x') + data.slice(at + 1);
    expect(decode(forged, SEAL)).toEqual({ ok: false, reason: 'foreign' });
  }
});

test('a button of an earlier version, or of a strategy that is gone, has expired', () => {
  expect(decode(`B${encode({ verb: 'top' }, SEAL).slice(1)}`, SEAL)).toEqual({ ok: false, reason: 'expired' });
  // A block of five has no nine to read.
  const gone = encode({ verb: 'run', query: { ...query, strategyId: 'MINORIA(9)' } }, SEAL);
  expect(decode(gone, SEAL)).toEqual({ ok: false, reason: 'expired' });
});

test('minority of other lengths is carried by its numbers', () => {
  const press: Press = { verb: 'run', query: { ...query, strategyId: 'MINORIA(3,2)' } };
  expect(decode(encode(press, SEAL), SEAL)).toEqual({ ok: true, press });
});

test('what a stranger writes never throws', () => {
  const odd = ['', 'A', 'At', '\ud800', '🚀'.repeat(16), 'x'.repeat(65), 'hello world', '{"verb":"top"}'];
  for (const data of odd) expect(decode(data, SEAL)).toMatchObject({ ok: false });
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (data) => decode(data, SEAL).ok === false));
});

test('a strategy nobody knows and an endless request id are refused when written', () => {
  expect(() => encode({ verb: 'run', query: { ...query, strategyId: 'NO_SUCH' } }, SEAL)).toThrow('NO_SUCH');
  expect(() => encode({ verb: 'cancel', requestId: 'r'.repeat(60) }, SEAL)).toThrow('longer');
});

test('a button that does not fit is left out, its row with it; addresses pass untouched', () => {
  const wide = { ...query, ticker: 'W'.repeat(MAX_TICKER_BYTES + 1) };
  const keyboard = inlineKeyboard(
    [
      [{ text: 'too wide', data: { verb: 'run', query: wide } }],
      [
        { text: 'page', url: 'https://example.org' },
        { text: 'top', data: { verb: 'top' } },
      ],
    ],
    SEAL,
  );
  expect(keyboard.inline_keyboard).toEqual([
    [
      { text: 'page', url: 'https://example.org' },
      { text: 'top', callback_data: encode({ verb: 'top' }, SEAL) },
    ],
  ]);
});
