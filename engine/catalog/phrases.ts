import { findStrategy } from '../strategies/find.ts';
import { TIMEFRAMES, type Timeframe } from '../timeframe.ts';
import type { Window } from './query.ts';
import type { TickerFinder } from './ticker-words.ts';
import { readWindow, type WindowContext } from './window-words.ts';

/** One piece of a typed question, understood or not. */
export type Part = { readonly typed: string } & (
  | { readonly kind: 'ticker'; readonly value: string }
  | { readonly kind: 'strategy' }
  | { readonly kind: 'timeframe'; readonly value: Timeframe }
  | { readonly kind: 'depth'; readonly value: number }
  | { readonly kind: 'window'; readonly value: Window }
  | { readonly kind: 'bad_timeframe' | 'bad_depth' | 'bad_window' | 'dates_reversed' | 'unknown' | 'filler' }
);

export interface PhraseContext {
  readonly tickers: TickerFinder;
  readonly window: WindowContext;
}

/** `MHI 3 + Seven Flip` is the longest name anybody types. */
const LONGEST_PHRASE = 5;
/** Small words people put between the others. */
const FILLERS = new Set(
  'a as com da das de del do dos e em en for in la las last los na nas no nos o of on os the ultimas ultimos with y'.split(
    ' ',
  ),
);

/** Reads words from the left, the longest phrase that means something first. */
export function readPhrases(words: readonly string[], context: PhraseContext): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < words.length; ) {
    let length = Math.min(LONGEST_PHRASE, words.length - at);
    let part = readPhrase(words.slice(at, at + length), context);
    while (part === null && length > 1) {
      length--;
      part = readPhrase(words.slice(at, at + length), context);
    }
    parts.push(part ?? { kind: 'unknown', typed: words[at]! });
    at += length;
  }
  return parts;
}

/** The first part of a kind. */
export function partOf<Kind extends Part['kind']>(
  parts: readonly Part[],
  kind: Kind,
): Extract<Part, { kind: Kind }> | undefined {
  return parts.find((part): part is Extract<Part, { kind: Kind }> => part.kind === kind);
}

function readPhrase(words: readonly string[], context: PhraseContext): Part | null {
  const typed = words.join(' ');
  const isOneWord = words.length === 1;
  const ticker = context.tickers.find(typed);
  if (ticker !== null) return { kind: 'ticker', typed, value: ticker };
  // A number alone is a window, even where it is also a strategy's nickname ("23").
  const isNumber = /^[0-9]+$/.test(typed);
  if (!isNumber && TIMEFRAMES.some((timeframe) => findStrategy({ timeframe, name: typed })))
    return { kind: 'strategy', typed };
  return readDepth(typed) ?? readSpan(typed, context) ?? (isOneWord ? readWord(typed) : null);
}

function readDepth(typed: string): Part | null {
  const plain = withoutAccents(typed);
  if (/^(?:mao|mano)[ -]?(?:fixa|fija)$/.test(plain)) return { kind: 'depth', typed, value: 0 };
  const [, digits] = /^g(?:ale)?([0-9]{1,3})$/.exec(plain) ?? [];
  if (digits !== undefined) return { kind: 'depth', typed, value: Number(digits) };
  return /^g(?:ale)?[+-]?[0-9.]+$/.test(plain) ? { kind: 'bad_depth', typed } : null;
}

/** `24 horas` is a window in two words. */
function readSpan(typed: string, { window }: PhraseContext): Part | null {
  const isOneWord = !typed.includes(' ');
  if (!isOneWord && !/^[0-9]+ \p{L}+$/u.test(typed)) return null;
  const reading = readWindow(typed.replace(' ', ''), window);
  if (reading?.ok) return { kind: 'window', typed, value: reading.window };
  return reading && isOneWord ? { kind: reading.code, typed } : null;
}

function readWord(typed: string): Part | null {
  const plain = withoutAccents(typed);
  const timeframe = TIMEFRAMES.find((known) => known.toLowerCase() === plain);
  if (timeframe) return { kind: 'timeframe', typed, value: timeframe };
  if (/^[mhd][0-9]{1,6}$/.test(plain)) return { kind: 'bad_timeframe', typed };
  return FILLERS.has(plain) ? { kind: 'filler', typed } : null;
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
