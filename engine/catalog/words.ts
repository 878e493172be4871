import { type CatalogWords, deepest, draftOf, queryOf } from './draft.ts';
import { formatCatalogWords } from './format-words.ts';
import { readPhrases } from './phrases.ts';
import type { CatalogQuery } from './query.ts';
import { tickerFinder } from './ticker-words.ts';
import { type FoundProblem, firstProblem, type ProblemKind } from './words-problem.ts';

/** What was wrong, and what would have been right, made of what was typed: as a query, and as the command for it. */
export type CatalogProblem = ProblemKind & {
  readonly typed: string;
  readonly query: CatalogQuery;
  readonly example: string;
};

export type CatalogWordsResult =
  | { readonly ok: true; readonly query: CatalogQuery; readonly unused: readonly string[] }
  | { readonly ok: false; readonly problem: CatalogProblem };

const MAX_LETTERS = 200;
/** What is repeated to the person of what they typed. */
const MAX_TYPED = 40;

/**
 * Words in any order → a query, or what to say instead. Where nothing was typed the defaults count; small words that
 * say nothing ("de", "of") come back as unused.
 */
export function parseCatalogWords(request: CatalogWords): CatalogWordsResult {
  const { text, limits, nowMs, utcOffsetMs } = request;
  const tickers = tickerFinder(request.tickers);
  const words = text.slice(0, MAX_LETTERS).split(/\s+/).filter(Boolean);
  const parts = readPhrases(words, { tickers, window: { limits, nowMs, utcOffsetMs } });
  const draft = draftOf(parts, request);
  const problem = text.length > MAX_LETTERS ? tooLong(text) : firstProblem({ parts, draft, tickers, request });

  if (problem === null && draft.ticker !== null) {
    const unused = parts.filter((part) => part.kind === 'filler').map((part) => part.typed);
    return { ok: true, query: queryOf({ ...draft, ticker: draft.ticker }), unused };
  }
  const { kind, typed, mended = {} } = problem ?? { kind: { code: 'no_asset' }, typed: '' };
  const ticker = mended.ticker ?? draft.ticker ?? request.tickers[0] ?? '';
  const strategy = mended.strategy ?? draft.strategy;
  const depth = Math.min(draft.depth, deepest(strategy, limits));
  const query = queryOf({ ...draft, ...mended, ticker, strategy, depth });
  const example = `/catalog ${formatCatalogWords(query, { utcOffsetMs })}`;
  return { ok: false, problem: { ...kind, typed: [...typed].slice(0, MAX_TYPED).join(''), query, example } };
}

function tooLong(text: string): FoundProblem {
  return { kind: { code: 'too_long', maxLetters: MAX_LETTERS }, typed: text };
}
