import type { Timeframe } from '../timeframe.ts';
import type { Ratio } from '../units.ts';
import type { CatalogWords } from './draft.ts';
import { type Part, partOf, readPhrases } from './phrases.ts';
import { type TickerFinder, tickerFinder } from './ticker-words.ts';

/** One question to the catalog by time of the day. */
export interface TimesQuery {
  /** Ticker as the broker writes it. */
  readonly ticker: string;
  readonly timeframe: Timeframe;
  /** Highest gale played. */
  readonly depth: number;
  /** How many days back. */
  readonly days: number;
  /** A time is listed when it won this share of the days it was chosen on. */
  readonly minRatio: Ratio;
}

export interface TimesWords extends Pick<CatalogWords, 'text' | 'tickers' | 'limits' | 'nowMs' | 'utcOffsetMs'> {
  /** What counts where nothing was typed. */
  readonly defaults: TimesQuery;
}

export type TimesProblemKind =
  | { readonly code: 'too_long'; readonly maxLetters: number }
  | { readonly code: 'no_asset' | 'bad_timeframe' | 'given_twice' | 'unknown_word' | 'no_strategy' }
  | { readonly code: 'unknown_asset'; readonly nearest: readonly string[] }
  | { readonly code: 'bad_depth'; readonly maxDepth: number }
  | { readonly code: 'bad_days'; readonly minDays: number; readonly maxDays: number }
  | { readonly code: 'bad_share' };

/** What was wrong, and what would have been right, made of what was typed: as a query, and as the command for it. */
export type TimesProblem = TimesProblemKind & {
  readonly typed: string;
  readonly query: TimesQuery;
  readonly example: string;
};

export type TimesWordsResult =
  | { readonly ok: true; readonly query: TimesQuery }
  | { readonly ok: false; readonly problem: TimesProblem };

const MAX_LETTERS = 200;
/** What is repeated to the person of what they typed. */
const MAX_TYPED = 40;
/** Two days that choose and two that measure. */
const MIN_DAYS = 4;
const MIN_SHARE = 0.5;

/** `EURUSD-OTC m1 10d 90% g1`, in any order → a query, or what to say instead. Depth is 0 unless it is typed. */
export function parseTimesWords(request: TimesWords): TimesWordsResult {
  const { text, limits, nowMs, utcOffsetMs, defaults } = request;
  const tickers = tickerFinder(request.tickers);
  const words = text.slice(0, MAX_LETTERS).split(/\s+/).filter(Boolean);
  const isShare = (word: string) => word.endsWith('%');
  const shares = words.filter(isShare);
  const parts = readPhrases(
    words.filter((word) => !isShare(word)),
    { tickers, window: { limits, nowMs, utcOffsetMs } },
  );
  const problem = text.length > MAX_LETTERS ? tooLong(text) : firstProblem({ parts, shares, tickers, request });
  const ticker = partOf(parts, 'ticker')?.value ?? request.tickers.find((known) => known === defaults.ticker);
  const days = daysOf(partOf(parts, 'window'), limits.maxDays);
  const query = {
    ticker: problem?.ticker ?? ticker ?? request.tickers[0] ?? '',
    timeframe: partOf(parts, 'timeframe')?.value ?? defaults.timeframe,
    depth: Math.min(partOf(parts, 'depth')?.value ?? defaults.depth, limits.maxDepth),
    days: days ?? Math.min(defaults.days, limits.maxDays),
    minRatio: shareOf(shares[0] ?? '') ?? defaults.minRatio,
  };
  if (problem === null && ticker !== undefined) return { ok: true, query };
  const { kind, typed } = problem ?? { kind: { code: 'no_asset' as const }, typed: '' };
  const example = `/times ${formatTimesWords(query)}`;
  return { ok: false, problem: { ...kind, typed: [...typed].slice(0, MAX_TYPED).join(''), query, example } };
}

/** The words that parseTimesWords reads as this query. */
export function formatTimesWords({ ticker, timeframe, depth, days, minRatio }: TimesQuery): string {
  return [ticker, timeframe.toLowerCase(), `g${depth}`, `${days}d`, `${percentOf(minRatio)}%`].join(' ');
}

/** Equal for equal questions. */
export function timesKey(query: TimesQuery): string {
  return `times ${formatTimesWords(query)}`;
}

interface Found {
  readonly kind: TimesProblemKind;
  readonly typed: string;
  readonly ticker?: string;
}

interface Understood {
  readonly parts: readonly Part[];
  readonly shares: readonly string[];
  readonly tickers: TickerFinder;
  readonly request: TimesWords;
}

function firstProblem(understood: Understood): Found | null {
  const { parts, shares } = understood;
  for (const part of parts) {
    const problem = problemOf(part, understood);
    if (problem) return problem;
  }
  const bad = shares.find((share) => shareOf(share) === null);
  if (bad !== undefined) return { kind: { code: 'bad_share' }, typed: bad };
  const second = shares.find((share) => shareOf(share) !== shareOf(shares[0]!));
  return second === undefined ? null : { kind: { code: 'given_twice' }, typed: second };
}

function problemOf(part: Part, { parts, tickers, request: { limits } }: Understood): Found | null {
  const { typed } = part;
  switch (part.kind) {
    case 'unknown': {
      if (partOf(parts, 'ticker')) return { kind: { code: 'unknown_word' }, typed };
      const nearest = tickers.nearest(typed);
      return { kind: { code: 'unknown_asset', nearest }, typed, ...(nearest[0] ? { ticker: nearest[0] } : {}) };
    }
    case 'strategy':
      return { kind: { code: 'no_strategy' }, typed };
    case 'bad_timeframe':
      return { kind: { code: 'bad_timeframe' }, typed };
    case 'bad_window':
    case 'dates_reversed':
      return { kind: badDays(limits.maxDays), typed };
    case 'window':
      return daysOf(part, limits.maxDays) === null ? { kind: badDays(limits.maxDays), typed } : twice(part, parts);
    case 'bad_depth':
      return { kind: { code: 'bad_depth', maxDepth: limits.maxDepth }, typed };
    case 'depth':
      if (part.value > limits.maxDepth) return { kind: { code: 'bad_depth', maxDepth: limits.maxDepth }, typed };
      return twice(part, parts);
    case 'timeframe':
    case 'ticker':
      return twice(part, parts);
    case 'filler':
      return null;
  }
}

function badDays(maxDays: number): TimesProblemKind {
  return { code: 'bad_days', minDays: MIN_DAYS, maxDays };
}

/** Only whole days fill every time of the day alike. */
function daysOf(part: Extract<Part, { kind: 'window' }> | undefined, maxDays: number): number | null {
  if (part?.value.kind !== 'days') return null;
  const { count } = part.value;
  return count >= MIN_DAYS && count <= maxDays ? count : null;
}

/** `90%` → 0.9; null unless it lies between 50 and 100. */
function shareOf(word: string): Ratio | null {
  const [, digits] = /^([0-9]{2,3}(?:[.,][0-9])?)%$/.exec(word) ?? [];
  const share = Math.round(Number((digits ?? '').replace(',', '.')) * 10) / 1_000;
  return share >= MIN_SHARE && share <= 1 ? share : null;
}

function percentOf(ratio: Ratio): number {
  return Math.round(ratio * 1_000) / 10;
}

function twice(part: Part & { readonly value: unknown }, parts: readonly Part[]): Found | null {
  const first = partOf(parts, part.kind) as Part & { readonly value: unknown };
  const isSame = JSON.stringify(part.value) === JSON.stringify(first.value);
  return isSame ? null : { kind: { code: 'given_twice' }, typed: part.typed };
}

function tooLong(text: string): Found {
  return { kind: { code: 'too_long', maxLetters: MAX_LETTERS }, typed: text };
}
