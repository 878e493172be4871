import type { Words } from '#bot/i18n/index.ts';
import { catalogMenu } from '#bot/menus/catalog-menu.ts';
import type { MenuAsset } from '#bot/menus/facts.ts';
import { topMenu } from '#bot/menus/top-menu.ts';
import { type AccountsFacts, accounts } from '#bot/views/accounts.ts';
import { type CatalogFacts, catalogResult } from '#bot/views/catalog.ts';
import { dailyList } from '#bot/views/daily.ts';
import { help } from '#bot/views/help.ts';
import * as link from '#bot/views/link.ts';
import type { Message } from '#bot/views/message.ts';
import { CATEGORIES, SCREENS, TOP_SCREENS } from '#bot/views/press.ts';
import * as problems from '#bot/views/problems.ts';
import * as progress from '#bot/views/progress.ts';
import type { Recheck } from '#bot/views/recheck.ts';
import * as record from '#bot/views/record.ts';
import * as result from '#bot/views/result.ts';
import { settings } from '#bot/views/settings.ts';
import * as start from '#bot/views/start.ts';
import * as top from '#bot/views/top.ts';
import { topDetails } from '#bot/views/top-details.ts';
import type { TopFacts, TopRow } from '#bot/views/top-facts.ts';
import { topProblem } from '#bot/views/top-problem.ts';
import {
  type CatalogQuery,
  type Counts,
  DAY_MS,
  DEFAULT_LADDER,
  FIRST_TOP,
  type JudgedRow,
  type PersonalLadder,
  trackRecord,
} from '#engine/index.ts';
import { hoursCaptions, listMessages } from './worst-lists.ts';
import { planMessages } from './worst-plans.ts';
import { keptCaptions, keptMessages } from './worst-presets.ts';
import { privacyMessages } from './worst-privacy.ts';
import { stakesCaptions, toolMessages } from './worst-stakes.ts';

export const NOW_MS = Date.UTC(2026, 10, 20, 15, 0);
const DOWN = { nowMs: NOW_MS, zone: 'America/Sao_Paulo', isLimited: false };
const ZONE = 'America/Sao_Paulo';

/** What strangers may call themselves, their assets and their currencies. */
export interface Strangers {
  readonly name: string;
  readonly ticker: string;
}

export const STRANGERS: Record<string, Strangers> = {
  ordinary: { name: 'Ana', ticker: 'EURUSD-OTC' },
  markup: { name: '<b>&amp;</i> "Ana"', ticker: '<a href="x">&-OTC' },
  long: { name: 'João '.repeat(820), ticker: 'A'.repeat(4096) },
  emoji: { name: '👩‍👩‍👧‍👦'.repeat(400), ticker: '🚀'.repeat(2000) },
  rightToLeft: { name: 'سارة\u202e\u2069 חיים', ticker: 'שקל\u202eUSD' },
  empty: { name: '', ticker: '' },
  broken: { name: '\ud800x\u0000\n\n', ticker: '\udfff\n' },
};

export function queryOf(ticker: string): CatalogQuery {
  return { ticker, timeframe: 'M1', strategyId: 'MINORIA(5)', depth: 2, window: { kind: 'blocks', count: 100 } };
}

/** 46 at the first entry, 22 at G1, 13 at G2, 10 lost, 9 void: 100 blocks. */
export const COUNTS: Counts = {
  cycles: 100,
  win: [46, 22, 13],
  loss: 10,
  doji: 9,
  noSignal: 0,
  void: 0,
  total: 91,
  maxLossStreak: 2,
  maxWinStreak: 21,
};

export function factsOf(ticker: string): CatalogFacts {
  return {
    query: queryOf(ticker),
    strategyVersion: 1,
    counts: COUNTS,
    lossRuns: [
      [1, 8],
      [2, 1],
    ],
    coverage: { present: 1431, expected: 1440 },
    period: { fromMs: NOW_MS - 8 * 3_600_000, toMs: NOW_MS - 60_000 },
    historyFromMs: null,
    resultId: 'K7Q2M4XA',
    ladder: DEFAULT_LADDER,
    payoutRatio: 0.87,
    dojiRatio: 27 / 1431,
    zone: ZONE,
    nowMs: NOW_MS,
  };
}

/** As deep and as large as figures get. */
export function deepFactsOf(ticker: string): CatalogFacts {
  const win = Array.from({ length: 10 }, () => 111_111);
  const counts = { ...COUNTS, win, cycles: 9e6, total: 1_222_221, loss: 111_111, doji: 5e6, noSignal: 2e6, void: 7e5 };
  const query: CatalogQuery = {
    ...queryOf(ticker),
    strategyId: 'CONFLUENCIA_MHI3_SEVEN_FLIP',
    depth: 9,
    window: { kind: 'dates', fromMs: NOW_MS - 9e9, toMs: NOW_MS },
  };
  const old = { fromMs: Date.UTC(2019, 0, 1), toMs: NOW_MS };
  const ladder: PersonalLadder = { kind: 'multiplier', multiplier: 2.25, firstStakeCents: 100_000 };
  return {
    ...factsOf(ticker),
    query,
    counts,
    lossRuns: Array.from({ length: 14 }, (_, at) => [at + 1, 99_999] as const),
    ladder,
    period: old,
    zone: 'America/Noronha',
    storedMs: NOW_MS - 9e8,
    coverage: { present: 3_999_999, expected: 4e6 },
  };
}

export function assetsOf(ticker: string): MenuAsset[] {
  return Array.from({ length: 120 }, (_, at) => ({
    ticker: at === 0 ? ticker : `A${at}-OTC`,
    category: CATEGORIES[at % CATEGORIES.length]!,
    isOpen: at % 3 !== 1,
    payoutRatio: at % 4 === 3 ? null : 0.87,
  }));
}

/** As many as there may be, over and not, of people whose browsers say anything. */
function manyAccounts(name: string): AccountsFacts {
  const accounts = Array.from({ length: 5 }, (_, at) => ({
    ...{ id: at + 1, displayName: name, state: at % 2 === 0 ? ('active' as const) : ('over' as const) },
    ...{ isCurrent: at === 0, linkedAtMs: NOW_MS - at * DAY_MS, lastUsedAtMs: at === 2 ? null : NOW_MS },
    linkedFrom: { by: 'oauth' as const, device: name, address: '203.0.113.*' },
  }));
  return { accounts, zone: ZONE, nowMs: NOW_MS, isFull: false };
}

/** Every message the bot can show; captions apart, for they must be shorter. */
export function everyMessage(words: Words, { name, ticker }: Strangers): { name: string; message: Message }[] {
  const query = queryOf(ticker);
  const work = { kind: 'catalog', query } as const;
  const past = { hasMore: true, zone: ZONE, nowMs: NOW_MS };
  const account = { displayName: name };
  const balances = (['practice', 'real'] as const).map((kind) => ({ kind, amountCents: 1_000_000, currency: name }));
  const stages: progress.Stage[] = [
    { kind: 'accepted' },
    ...[0, 1, 2].map((ahead) => ({ kind: 'queued', ahead, waitMs: null }) as const),
    { kind: 'queued', ahead: 1_234, waitMs: 3_600_000 },
    { kind: 'own' },
    { kind: 'candles', done: 400, total: 1440 },
    { kind: 'candles', done: 0, total: 0 },
    { kind: 'evaluating' },
    { kind: 'drawing' },
    { kind: 'assets', done: 12, total: 47 },
    { kind: 'canceling' },
  ];
  const named: Record<string, Message> = {
    'start.riskNotice': start.riskNotice(words, { firstName: name }),
    'start.riskNoticeFirst': start.riskNoticeFirst(words, { firstName: name }),
    'start.languageChoice': start.languageChoice(words, { flow: 'start' }),
    'start.timeZoneChoice': start.timeZoneChoice(words, { flow: 'settings', nowMs: NOW_MS, current: ZONE }),
    'start.ready': start.ready(words, { zone: ZONE, isLinked: false }),
    'start.ready linked': start.ready(words, { zone: 'Asia/Tokyo', isLinked: true }),
    'link.linkPage': link.linkPage(words, { url: 'https://example.org/link#t', expiresMs: NOW_MS, zone: ZONE }),
    'link.linked': link.linked(words, { ...account, balances }),
    'link.accountsFull': link.accountsFull(words, { most: 5 }),
    'accounts.accounts': accounts(words, { ...manyAccounts(name), balances, dropped: name }),
    'accounts.accounts silent': accounts(words, { ...manyAccounts(name), balances: null }),
    'link.unlinked': link.unlinked(words),
    'link.nothingToUnlink': link.nothingToUnlink(words),
    'link.sessionOver': link.sessionOver(words, { ...account, hasOthers: true }),
    'link.notLinked': link.notLinked(words),
    'link.passwordInChat': link.passwordInChat(words, { isDeleted: true }),
    'link.passwordInChat kept': link.passwordInChat(words, { isDeleted: false }),
    'progress.canceled': progress.canceled(words, { work, zone: ZONE }),
    'progress.failed': progress.failed(words, { work, zone: ZONE, reportId: name }),
    'progress.failed top': progress.failed(words, { work: { kind: 'top' }, zone: ZONE, reportId: 'r1' }),
    'problems.brokerDown limited': problems.brokerDown(words, { ...DOWN, isLimited: true, againMs: NOW_MS + 30_000 }),
    'problems.brokerDown until': problems.brokerDown(words, { ...DOWN, againMs: NOW_MS + 30_000 }),
    'problems.brokerDown': problems.brokerDown(words, { ...DOWN }),
    'problems.brokerDown query': problems.brokerDown(words, { ...DOWN, query }),
    'problems.brokerDown stored': problems.brokerDown(words, { ...DOWN, query, storedMs: NOW_MS - 720_000 }),
    'problems.assetClosed': problems.assetClosed(words, { query, zone: ZONE }),
    'problems.assetClosed opens': problems.assetClosed(words, { query, zone: ZONE, opensMs: NOW_MS + 9e6 }),
    'problems.noCandles': problems.noCandles(words, { query, zone: ZONE }),
    'problems.tooFast': problems.tooFast(words),
    'problems.menuExpired': problems.menuExpired(words),
    'problems.noAssets': problems.noAssets(words),
    'problems.unknownCommand': problems.unknownCommand(words, { typed: `/${name}` }),
    'problems.notUnderstood': problems.notUnderstood(words),
    'problems.apology': problems.apology(words, { reportId: name }),
    'problems.explained': problems.explained(words, { say: 'start-hello', with: { name } }),
    'top.topResult changed': top.topResult(words, {
      ...deepTopFactsOf(ticker),
      ...{ ageMs: 9e8, recheck: { kind: 'rows', same: 3, of: 5 } },
    }),
    'top.topDetails': topDetails(words, topFactsOf(ticker)),
    'top.topDetails deep': topDetails(words, deepTopFactsOf(ticker)),
    'top.topNothing': top.topNothing(words, { question: FIRST_TOP, tried: 0, sparse: { count: 0, rows: [] } }),
    'top.topNothing filtered': top.topNothing(words, { question: FIRST_TOP, tried: 9, sparse: { count: 0, rows: [] } }),
    'top.topNothing sparse': top.topNothing(words, deepTopFactsOf(ticker)),
    'record.recordResult nothing': record.recordResult(words, recordFactsOf([])),
    'result.whichResult': result.whichResult(words),
    'result.unknownResult': result.unknownResult(words, { typed: name }),
    'result.history empty': result.history(words, { ...past, results: [], page: 0 }),
    'result.history': result.history(words, {
      ...past,
      results: [
        { resultId: 'K7Q2M4XA', kind: 'catalog', query, atMs: NOW_MS },
        { resultId: 'K7Q2M4XB', kind: 'times', query: { ...query, days: 20, minRatio: 0.9 }, atMs: NOW_MS },
        { resultId: 'K7Q2M4XC', kind: 'top', query: deepTopFactsOf(ticker).question, atMs: NOW_MS },
      ],
      page: 1,
    }),
    'top.topProblem': topProblem(words, {
      problem: { code: 'unknown_word', typed: name, question: FIRST_TOP },
      example: '/top m1 g2 100',
    }),
    'progress.failed result': progress.failed(words, {
      work: { kind: 'result', resultId: 'K7Q2M4XA' },
      zone: ZONE,
      reportId: 'r1',
    }),
    'top.topCanceledEmpty': top.topCanceledEmpty(words),
    'help.help': help(words),
    ...privacyMessages(words),
    'settings.settings': settings(words, { zone: ZONE, theme: 'dark', nowMs: NOW_MS, account }),
    'settings.settings alone': settings(words, { zone: ZONE, theme: 'light', nowMs: NOW_MS, account: null }),
  };
  for (const stage of stages) {
    named[`progress.progress ${stage.kind}`] = progress.progress(words, { requestId: 'r1', work, zone: ZONE, stage });
  }
  for (const screen of SCREENS) {
    for (const page of [0, 1, 99]) {
      const facts = { screen, query, page, assets: assetsOf(ticker), zone: ZONE };
      named[`menu ${screen} ${page}`] = catalogMenu(words, facts);
    }
  }
  for (const screen of TOP_SCREENS) {
    const facts = { screen, question: deepTopFactsOf(ticker).question, page: 1, zone: ZONE };
    named[`top menu ${screen}`] = topMenu(words, facts);
  }
  named['menu categories without assets'] = catalogMenu(words, { screen: 'categories', query, assets: [], zone: ZONE });
  Object.assign(named, toolMessages(words, { name, ticker }));
  Object.assign(named, keptMessages(words, { facts: factsOf(ticker), deep: deepFactsOf(ticker), name }));
  Object.assign(named, listMessages(words, { facts: factsOf(ticker), deep: deepFactsOf(ticker) }));
  Object.assign(named, planMessages(words, { name }));
  return Object.entries(named).map(([key, message]) => ({ name: key, message }));
}

const RECHECKS: readonly Recheck[] = [
  { kind: 'same' },
  { kind: 'strategy' },
  { kind: 'gone' },
  { kind: 'candles', rate: { wins: 111_111, n: 222_222, low: 0.4, high: 0.6 } },
  { kind: 'figures', rate: { wins: 1, n: 2, low: 0.1, high: 0.9 } },
];

/** Every message that stands under a picture. */
export function everyCaption(words: Words, { ticker }: Strangers): { name: string; message: Message }[] {
  const nothing = { ...COUNTS, win: [0, 0, 0], loss: 0, total: 0, maxLossStreak: 0, maxWinStreak: 0 };
  const facts = factsOf(ticker);
  return [
    { name: 'catalog', message: catalogResult(words, facts) },
    { name: 'catalog deep', message: catalogResult(words, deepFactsOf(ticker)) },
    { name: 'catalog unknown payout', message: catalogResult(words, { ...facts, payoutRatio: null }) },
    { name: 'catalog stored', message: catalogResult(words, { ...facts, storedMs: NOW_MS - 720_000 }) },
    { name: 'catalog payout zero', message: catalogResult(words, { ...facts, payoutRatio: 0 }) },
    { name: 'catalog short history', message: catalogResult(words, { ...facts, historyFromMs: NOW_MS - 9e9 }) },
    ...RECHECKS.map((recheck) => ({
      name: `catalog recheck ${recheck.kind}`,
      message: catalogResult(words, { ...deepFactsOf(ticker), recheck }),
    })),
    {
      name: 'catalog all dojis',
      message: catalogResult(words, { ...facts, counts: { ...nothing, doji: 100 }, dojiRatio: 1 }),
    },
    { name: 'catalog nothing', message: catalogResult(words, { ...facts, counts: nothing, period: null }) },
    { name: 'record', message: record.recordResult(words, recordFactsOf([recordRow()])) },
    { name: 'record deep', message: record.recordResult(words, deepRecordFacts()) },
    { name: 'top', message: top.topResult(words, topFactsOf(ticker)) },
    ...stakesCaptions(words, ticker),
    ...keptCaptions(words, { deep: deepFactsOf(ticker) }),
    ...hoursCaptions(words, { facts, deep: deepFactsOf(ticker) }),
    { name: 'top deep', message: top.topResult(words, deepTopFactsOf(ticker)) },
    {
      name: 'top recheck',
      message: top.topResult(words, { ...deepTopFactsOf(ticker), ageMs: 9e8, recheck: { kind: 'same' } }),
    },
    { name: 'catalog closed', message: catalogResult(words, { ...facts, closed: { opensMs: NOW_MS + 9e7 } }) },
    { name: 'daily', message: dailyList(words, topFactsOf(ticker)) },
    { name: 'daily deep', message: dailyList(words, deepTopFactsOf(ticker)) },
    {
      name: 'top one',
      message: top.topResult(words, { ...topFactsOf(ticker), rows: topFactsOf(ticker).rows.slice(0, 1) }),
    },
  ];
}

/** A list that promised 93.1 % and got what a coin gets. */
export function recordRow(facts: Partial<JudgedRow> = {}): JudgedRow {
  return {
    ...{ ticker: 'EURUSD-OTC', strategyId: 'MINORIA(5)', fromMs: NOW_MS - 9 * DAY_MS, toMs: NOW_MS - 8 * DAY_MS },
    ...{ predictedRatio: 0.931, coinRatio: 0.872, breakEvenRatio: 0.8993, beats: true, wins: 87_612, n: 100_000 },
    ...facts,
  };
}

export function recordFactsOf(rows: readonly JudgedRow[]): record.RecordFacts {
  const judged = trackRecord(rows);
  return {
    periods: record.PERIODS.map((period) => ({ period, lists: 96, judged: 44, day: judged, window: judged })),
    seal: { seq: 2_880, hash: '0123456789abcdef'.repeat(4) },
    range: { fromMs: NOW_MS - 30 * DAY_MS, toMs: NOW_MS },
    ...{ zone: ZONE, nowMs: NOW_MS },
  };
}

/** Thirty days of four lists an hour, and more cycles than there ever were. */
function deepRecordFacts(): record.RecordFacts {
  const { day, ...month } = recordFactsOf([recordRow({ wins: 87_612_345, n: 100_000_000 })]).periods[2]!;
  const share = { count: 123_456, of: 234_567 };
  const deep = { ...month, day: { ...day, above: share, markedAbove: share }, lists: 288_000, judged: 123_456 };
  return {
    ...recordFactsOf([]),
    periods: record.PERIODS.map((period) => ({ ...deep, period })),
    seal: { seq: 9_999_999, hash: 'f'.repeat(64) },
  };
}

export function topFactsOf(ticker: string): TopFacts {
  const row: Omit<TopRow, 'ticker'> = {
    ...{ strategyId: 'MINORIA(5)', strategyVersion: 1, counts: COUNTS, payoutRatio: 0.87, dojiRatio: 0, beats: false },
    ...{ maxLossStreak: 2, lossRuns: factsOf(ticker).lossRuns, coverage: { present: 497, expected: 500 } },
  };
  const tickers = [ticker, 'GBPUSD-OTC', 'BTCUSD', 'AUDCAD-OTC', 'EURJPY'];
  return {
    question: FIRST_TOP,
    rows: tickers.map((each) => ({ ...row, ticker: each })),
    tried: 1_950,
    passed: 0,
    sparse: {
      count: 9,
      rows: ['EURUSD', ticker, 'GBPJPY-OTC'].map((each) => ({
        ...{ ticker: each, strategyId: 'MINORIA(5)', coverage: { present: 489, expected: 500 } },
      })),
    },
    done: 31,
    total: 47,
    withoutCandles: 2,
    candlesUntilMs: NOW_MS,
    resultId: 'K7Q2M4XA',
    ladder: DEFAULT_LADDER,
    zone: ZONE,
  };
}

export function deepTopFactsOf(ticker: string): TopFacts {
  const { query, counts, lossRuns, coverage } = deepFactsOf(ticker);
  const { timeframe, strategyId, depth, window } = query;
  const row: TopRow = {
    ...{ ticker: ticker || 'X', strategyId, strategyVersion: 1, counts, payoutRatio: 0.87, dojiRatio: 0.1 },
    ...{ beats: true, maxLossStreak: 14, lossRuns, coverage },
  };
  return {
    ...topFactsOf(ticker),
    question: {
      ...FIRST_TOP,
      ...{
        timeframe,
        depth,
        window,
        strategyId: null,
        market: 'normal',
        category: 'commodities',
        minPayoutRatio: 0.805,
      },
    },
    passed: 12,
    rows: [row, row, row, row, row],
  };
}
