import { findStrategy, nearestStrategies } from '../strategies/find.ts';
import { TIMEFRAMES, type Timeframe } from '../timeframe.ts';
import { type CatalogWords, type Draft, deepest } from './draft.ts';
import { type Part, partOf } from './phrases.ts';
import type { TickerFinder } from './ticker-words.ts';
import { readWindow } from './window-words.ts';

export type ProblemKind =
  | { readonly code: 'too_long'; readonly maxLetters: number }
  | { readonly code: 'no_asset' }
  | { readonly code: 'unknown_asset'; readonly nearest: readonly string[] }
  | { readonly code: 'unknown_strategy'; readonly nearest: readonly string[]; readonly timeframe: Timeframe }
  | { readonly code: 'bad_timeframe'; readonly allowed: readonly Timeframe[] }
  | { readonly code: 'bad_depth'; readonly maxDepth: number }
  | { readonly code: 'bad_window'; readonly maxBlocks: number; readonly maxDays: number }
  | { readonly code: 'dates_reversed' }
  | { readonly code: 'given_twice' }
  | { readonly code: 'unknown_word' };

/** What is wrong, with which word, and what to change in the draft so that it can be asked. */
export interface FoundProblem {
  readonly kind: ProblemKind;
  readonly typed: string;
  readonly mended?: Partial<Draft>;
}

export interface Understood {
  readonly parts: readonly Part[];
  readonly draft: Draft;
  readonly tickers: TickerFinder;
  readonly request: CatalogWords;
}

/** The first thing wrong from the left, null when all that was typed is well. */
export function firstProblem(understood: Understood): FoundProblem | null {
  for (const part of understood.parts) {
    const problem = problemOf(part, understood);
    if (problem) return problem;
  }
  return null;
}

function problemOf(part: Part, understood: Understood): FoundProblem | null {
  const { draft, request, parts } = understood;
  const { typed } = part;
  const { maxBlocks, maxDays } = request.limits;
  switch (part.kind) {
    case 'unknown':
      return unknown(typed, understood);
    case 'bad_timeframe':
      return { kind: { code: 'bad_timeframe', allowed: TIMEFRAMES }, typed };
    case 'bad_window':
      return { kind: { code: 'bad_window', maxBlocks, maxDays }, typed };
    case 'dates_reversed':
      return { kind: { code: 'dates_reversed' }, typed, mended: turnedRound(typed, understood) };
    case 'bad_depth':
      return tooDeep(typed, understood);
    case 'depth':
      return part.value > deepest(draft.strategy, request.limits) ? tooDeep(typed, understood) : twice(part, parts);
    case 'timeframe':
      return twice(part, parts) ?? (part.value === draft.strategy.timeframe ? null : elsewhere(part.value, understood));
    case 'ticker':
    case 'strategy':
    case 'window':
      return twice(part, parts);
    case 'filler':
      return null;
  }
}

/** A word nobody knows is taken for what is still missing. */
function unknown(typed: string, { parts, draft, tickers }: Understood): FoundProblem {
  const { timeframe } = draft.strategy;
  const hasStrategy = partOf(parts, 'strategy') !== undefined;
  const nearTickers = partOf(parts, 'ticker') ? [] : tickers.nearest(typed);
  const nearIds = hasStrategy ? [] : nearestStrategies({ timeframe, name: typed });
  const isAsset = !partOf(parts, 'ticker') && (hasStrategy || nearTickers.length > 0 || nearIds.length === 0);
  if (isAsset) {
    const [ticker] = nearTickers;
    return { kind: { code: 'unknown_asset', nearest: nearTickers }, typed, mended: ticker ? { ticker } : {} };
  }
  if (hasStrategy) return { kind: { code: 'unknown_word' }, typed };
  const strategy = findStrategy({ timeframe, name: nearIds[0] ?? '' });
  return {
    kind: { code: 'unknown_strategy', nearest: nearIds, timeframe },
    typed,
    mended: strategy ? { strategy } : {},
  };
}

/** The strategy is known, but not in the timeframe that was typed; the draft holds one where it is. */
function elsewhere(timeframe: Timeframe, { parts }: Understood): FoundProblem {
  const typed = partOf(parts, 'strategy')?.typed ?? '';
  return {
    kind: { code: 'unknown_strategy', nearest: nearestStrategies({ timeframe, name: typed }), timeframe },
    typed,
  };
}

function tooDeep(typed: string, { draft, request }: Understood): FoundProblem {
  return { kind: { code: 'bad_depth', maxDepth: deepest(draft.strategy, request.limits) }, typed };
}

function turnedRound(typed: string, { request }: Understood): Partial<Draft> {
  const [first, last] = typed.split(/\.{2,3}|…/);
  const reading = readWindow(`${last}..${first}`, request);
  return reading?.ok ? { window: reading.window } : {};
}

/** The same thing said again is no trouble; two different things are. */
function twice(part: Part, parts: readonly Part[]): FoundProblem | null {
  const first = partOf(parts, part.kind)!;
  const isSame =
    'value' in part && 'value' in first
      ? JSON.stringify(part.value) === JSON.stringify(first.value)
      : part.typed.toLowerCase() === first.typed.toLowerCase();
  return isSame ? null : { kind: { code: 'given_twice' }, typed: part.typed };
}
