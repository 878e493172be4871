import type { UtcOffset } from '../calendar.ts';
import { findStrategy, nearestStrategies, strategiesOf } from '../strategies/find.ts';
import { maxDepth, type Strategy } from '../strategies/strategy.ts';
import { TIMEFRAMES, type Timeframe } from '../timeframe.ts';
import type { EpochMs } from '../units.ts';
import type { CatalogLimits } from './draft.ts';
import { strategyWord } from './format-words.ts';
import { type Part, partOf, readPhrases } from './phrases.ts';
import { tickerFinder } from './ticker-words.ts';
import { readTopFilters, type TopFilters } from './top-filters.ts';
import type { TopQuestion } from './top-question.ts';
import { windowWords } from './window-words.ts';

export interface TopWords {
  /** What was typed after the command. */
  readonly text: string;
  /** What counts where nothing was typed. */
  readonly defaults: TopQuestion;
  readonly limits: CatalogLimits;
  readonly nowMs: EpochMs;
  readonly utcOffsetMs: UtcOffset;
}

/** What was wrong, and the question as far as it was understood: one that can be asked. */
export type TopProblem = { readonly typed: string; readonly question: TopQuestion } & (
  | { readonly code: 'too_long'; readonly maxLetters: number }
  | { readonly code: 'unknown_strategy'; readonly timeframe: Timeframe }
  | { readonly code: 'bad_depth'; readonly maxDepth: number }
  | { readonly code: 'bad_window'; readonly maxBlocks: number; readonly maxDays: number }
  | { readonly code: 'bad_timeframe' | 'bad_payout' | 'dates_reversed' | 'given_twice' | 'unknown_word' }
);

export type TopWordsResult =
  | { readonly ok: true; readonly question: TopQuestion }
  | { readonly ok: false; readonly problem: TopProblem };

const MAX_LETTERS = 200;
const MAX_TYPED = 40;

/** Words in any order → what to rank, or what to say instead: `otc m5 todas 7d g1 80%`. */
export function parseTopWords(request: TopWords): TopWordsResult {
  const { text, limits, nowMs, utcOffsetMs } = request;
  const filters = readTopFilters(text.slice(0, MAX_LETTERS).split(/\s+/).filter(Boolean));
  const parts = readPhrases(filters.rest, { tickers: tickerFinder([]), window: { limits, nowMs, utcOffsetMs } });
  const { question, strategy } = questionOf({ parts, filters, request });
  const problem = text.length > MAX_LETTERS ? tooLong(text) : problemOf({ parts, filters, request, strategy });
  if (problem === null) return { ok: true, question };
  return { ok: false, problem: { ...problem, typed: problem.typed.slice(0, MAX_TYPED), question } };
}

/** The words that parseTopWords reads as this question; `all` is how the person says "every strategy". */
export function formatTopWords(question: TopQuestion, words: { utcOffsetMs: UtcOffset; all: string }): string {
  const { timeframe, strategyId, depth, window, market, category, minPayoutRatio } = question;
  return [
    timeframe.toLowerCase(),
    strategyId === null ? words.all : strategyWord({ timeframe, strategyId }),
    `g${depth}`,
    windowWords(window, words.utcOffsetMs),
    market === 'all' ? null : market,
    category,
    minPayoutRatio === 0 ? null : `${Math.round(minPayoutRatio * 1_000) / 10}%`,
  ]
    .filter((word) => word !== null)
    .join(' ');
}

interface Understood {
  readonly parts: readonly Part[];
  readonly filters: TopFilters;
  readonly request: TopWords;
}

function questionOf({ parts, filters, request }: Understood): { question: TopQuestion; strategy: Strategy | null } {
  const { defaults, limits } = request;
  const typedName = partOf(parts, 'strategy')?.typed;
  const usual = partOf(parts, 'timeframe')?.value ?? defaults.timeframe;
  const places = typedName === undefined ? [usual] : [usual, ...TIMEFRAMES];
  const wanted = filters.isEveryStrategy ? null : (typedName ?? defaults.strategyId);
  const found = wanted === null ? [] : places.map((timeframe) => rankedStrategy({ timeframe, name: wanted }));
  const strategy = found.find((one) => one !== null) ?? null;
  const depth = partOf(parts, 'depth')?.value ?? defaults.depth;
  const question: TopQuestion = {
    ...defaults,
    timeframe: strategy?.timeframe ?? usual,
    strategyId: strategy?.id ?? null,
    depth: Math.min(depth, deepest(strategy, limits)),
    window: partOf(parts, 'window')?.value ?? defaults.window,
    ...filters.chosen,
  };
  return { question, strategy };
}

/** Rankings know the rows of the table; `MINORIA(3,2)` and the like are for single questions. */
function rankedStrategy(wanted: { timeframe: Timeframe; name: string }): Strategy | null {
  const strategy = findStrategy(wanted);
  return strategiesOf(wanted.timeframe).find(({ id }) => id === strategy?.id) ?? null;
}

function deepest(strategy: Strategy | null, limits: CatalogLimits): number {
  return strategy === null ? limits.maxDepth : Math.min(maxDepth(strategy), limits.maxDepth);
}

type Found = TopProblem extends infer Each ? (Each extends TopProblem ? Omit<Each, 'question'> : never) : never;

function tooLong(text: string): Found {
  return { code: 'too_long', maxLetters: MAX_LETTERS, typed: text };
}

function problemOf({ parts, filters, request, strategy }: Understood & { strategy: Strategy | null }): Found | null {
  const { limits } = request;
  if (filters.problem !== null) return filters.problem;
  for (const part of parts) {
    const { typed } = part;
    switch (part.kind) {
      case 'unknown':
      case 'ticker':
        return unknownWord(typed, request);
      case 'bad_timeframe':
      case 'dates_reversed':
        return { code: part.kind, typed };
      case 'bad_window':
        return { code: 'bad_window', typed, ...limits };
      case 'bad_depth':
        return { code: 'bad_depth', typed, maxDepth: deepest(strategy, limits) };
      case 'depth':
        if (part.value > deepest(strategy, limits)) {
          return { code: 'bad_depth', typed, maxDepth: deepest(strategy, limits) };
        }
        break;
      case 'strategy':
        if (strategy === null && !filters.isEveryStrategy) {
          return { code: 'unknown_strategy', typed, timeframe: request.defaults.timeframe };
        }
        break;
      case 'timeframe':
        if (strategy !== null && strategy.timeframe !== part.value) {
          return { code: 'unknown_strategy', typed: partOf(parts, 'strategy')?.typed ?? typed, timeframe: part.value };
        }
        break;
      case 'window':
      case 'filler':
        break;
    }
    if (part.kind !== 'filler' && parts.some((other) => other.kind === part.kind && !isSame(other, part))) {
      return { code: 'given_twice', typed };
    }
  }
  return null;
}

function unknownWord(typed: string, { defaults: { timeframe } }: TopWords): Found {
  const isLikeStrategy = nearestStrategies({ timeframe, name: typed }).length > 0;
  return isLikeStrategy ? { code: 'unknown_strategy', typed, timeframe } : { code: 'unknown_word', typed };
}

function isSame(a: Part, b: Part): boolean {
  if ('value' in a && 'value' in b) return JSON.stringify(a.value) === JSON.stringify(b.value);
  return a.typed.toLowerCase() === b.typed.toLowerCase();
}
