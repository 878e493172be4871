import type { Words } from '#bot/i18n/index.ts';
import type { CatalogFacts } from '#bot/views/catalog.ts';
import { type EntriesFacts, entriesFileCaption, entriesPage, type KeptEntry } from '#bot/views/entries.ts';
import { type HoursFacts, hoursResult } from '#bot/views/hours.ts';
import type { Message } from '#bot/views/message.ts';
import { canceled } from '#bot/views/progress.ts';
import { queryProblem } from '#bot/views/query-problem.ts';
import { type TimesFacts, timesFileCaption, timesNoCandles, timesPage, timesProblem } from '#bot/views/times.ts';
import {
  type CatalogProblem,
  GREEN,
  type HourTable,
  LOSS,
  RED,
  rateOf,
  shrink,
  type TimesProblemKind,
  type TimesQuery,
  VOID,
} from '#engine/index.ts';

interface Given {
  readonly facts: CatalogFacts;
  /** As deep and as large as figures get. */
  readonly deep: CatalogFacts;
}

/** Lists of entries and of times, short, long and empty. */
export function listMessages(words: Words, { facts, deep }: Given): Record<string, Message> {
  const { query } = facts;
  const { zone } = facts;
  const times = timesQuery(facts);
  const long: EntriesFacts = { ...deep, entries: manyEntries(9_000) };
  const none: EntriesFacts = { ...facts, counts: { ...facts.counts, total: 0 }, entries: [] };
  const named: Record<string, Message> = {
    'entries none': entriesPage(words, { facts: none, page: 0, requestId: 'r1' }),
    'entries one': entriesPage(words, { facts: { ...facts, entries: manyEntries(1) }, page: 0, requestId: 'r1' }),
    'entries last page': entriesPage(words, { facts: long, page: 9_999, requestId: 'r1' }),
    'entries first page': entriesPage(words, { facts: long, page: 0, requestId: 'r'.repeat(12) }),
    'entries file': entriesFileCaption(words, long),
    'times none': timesPage(words, { facts: timesFacts(facts, 0), page: 0, requestId: 'r1' }),
    'times one': timesPage(words, { facts: timesFacts(facts, 1), page: 0, requestId: 'r1' }),
    'times all': timesPage(words, { facts: timesFacts(deep, 1_440), page: 3, requestId: 'r1' }),
    'times file': timesFileCaption(words, timesFacts(facts, 2)),
    'times no candles': timesNoCandles(words, times),
    'times canceled': canceled(words, { work: { kind: 'times', query: times }, zone }),
    'hours canceled': canceled(words, { work: { kind: 'hours', query }, zone }),
  };
  for (const kind of TIMES_PROBLEMS) {
    const problem = { ...kind, typed: query.ticker, query: times, example: `/times ${query.ticker}` };
    named[`times problem ${kind.code}`] = timesProblem(words, problem);
  }
  const problem: CatalogProblem = {
    code: 'unknown_asset',
    nearest: [query.ticker],
    typed: 'x',
    query,
    example: '/catalog x',
  };
  named['hours problem'] = queryProblem(words, problem, 'hours');
  named['entries problem'] = queryProblem(words, problem, 'entries');
  return named;
}

const TIMES_PROBLEMS: readonly TimesProblemKind[] = [
  { code: 'too_long', maxLetters: 200 },
  { code: 'no_asset' },
  { code: 'unknown_asset', nearest: ['EURUSD', 'GBPUSD-OTC', 'A'.repeat(60)] },
  { code: 'bad_timeframe' },
  { code: 'bad_depth', maxDepth: 9 },
  { code: 'bad_days', minDays: 4, maxDays: 60 },
  { code: 'bad_share' },
  { code: 'no_strategy' },
  { code: 'given_twice' },
  { code: 'unknown_word' },
];

/** Heat maps, full, flat and empty. */
export function hoursCaptions(words: Words, { facts, deep }: Given): { name: string; message: Message }[] {
  const full = week((day, hour) => ({ wins: 40_000 + 3_000 * ((day + hour) % 9), n: 70_000 }));
  const flat = week(() => ({ wins: 5, n: 10 }));
  const empty = week(() => ({ wins: 0, n: 0 }));
  const show = (given: CatalogFacts, table: HoursFacts['table']) => hoursResult(words, { ...given, table });
  return [
    { name: 'hours', message: show(facts, full) },
    { name: 'hours deep', message: show(deep, full) },
    { name: 'hours flat', message: show(deep, flat) },
    { name: 'hours without payout', message: show({ ...deep, payoutRatio: null }, full) },
    { name: 'hours empty', message: show({ ...facts, counts: { ...facts.counts, total: 0 }, period: null }, empty) },
  ];
}

function week(of: (day: number, hour: number) => { wins: number; n: number }): HoursFacts['table'] {
  const table: HourTable = Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_, hour) => of(day, hour)),
  );
  return shrink(table);
}

/** Across days, of every kind of end. */
function manyEntries(count: number): KeptEntry[] {
  const ends = [0, 1, 9, LOSS, VOID];
  return Array.from(
    { length: count },
    (_, at) => [29_000_000 + 211 * at, at % 2 ? GREEN : RED, ends[at % 5]!] as const,
  );
}

function timesQuery({ query }: CatalogFacts): TimesQuery {
  return { ticker: query.ticker, timeframe: 'M1', depth: 9, days: 60, minRatio: 0.925 };
}

function timesFacts(given: CatalogFacts, count: number): TimesFacts {
  const { coverage, period, payoutRatio, dojiRatio, zone, nowMs, counts, lossRuns, resultId, ladder } = given;
  const rows = Array.from({ length: count }, (_, at) => ({
    minuteOfDay: at,
    direction: at % 2 ? GREEN : RED,
    chosen: { wins: 30, n: 30 },
    measured: rateOf({ wins: 11, n: 30 }),
    beats: at % 3 === 0,
  }));
  return {
    ...{ coverage, payoutRatio, dojiRatio, zone, nowMs, rows },
    query: timesQuery(given),
    tried: 1_440,
    expectedByChance: count === 0 ? 0.2 : 1_234.5,
    // Eleven won of thirty each, most of them at gales.
    counts: { ...counts, win: new Array(10).fill(1.1 * count), loss: 19 * count, total: 30 * count },
    ...{ lossRuns, resultId, ladder, version: 1 },
    period: period ?? { fromMs: 0, toMs: nowMs },
  };
}
