import type { CatalogQuery, CheckQuery, EpochMs, TimesQuery, TopQuestion } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from './fit.ts';
import { type Button, type Message, message } from './message.ts';
import { catalogButton } from './problems.ts';
import { assetName, depthName, strategyName } from './query-line.ts';
import { topStrategyName } from './top-filters.ts';

/** An id that every example uses; it looks like one and is nobody's. */
const EXAMPLE = '/result K7Q2M4XA';

/** The command alone, without the name of a result. */
export function whichResult(words: Words): Message {
  return message(
    [words.html('result-ask'), words.html('refusal-example', { example: EXAMPLE })],
    [[historyButton(words)]],
  );
}

export function unknownResult(words: Words, facts: { typed: string }): Message {
  return message(
    [
      words.html('result-unknown', { typed: clip(facts.typed, 40) }),
      words.html('refusal-example', { example: EXAMPLE }),
    ],
    [[historyButton(words)]],
  );
}

/** One line of the history. */
export type PastResult = { readonly resultId: string; readonly atMs: EpochMs } & PastQuestion;

type PastQuestion =
  | { readonly kind: 'catalog'; readonly query: CatalogQuery }
  | { readonly kind: 'times'; readonly query: TimesQuery }
  | { readonly kind: 'top'; readonly query: TopQuestion }
  | { readonly kind: 'check'; readonly query: CheckQuery };

/** What somebody asked for before, newest first; each opens again as it was. */
export function history(
  words: Words,
  facts: { results: readonly PastResult[]; page: number; hasMore: boolean; zone: string; nowMs: EpochMs },
): Message {
  const { results, page, hasMore, zone, nowMs } = facts;
  if (results.length === 0 && page === 0) {
    return message([words.html('history-title'), words.html('history-empty')], [[catalogButton(words)]]);
  }
  const rows = results.map((result): Button[] => {
    const { resultId, atMs } = result;
    const text = clip(`${words.moment({ atMs, zone, nowMs })} · ${questionText(words, result)}`, 60);
    return [{ text, data: { verb: 'result', resultId } }];
  });
  const before: Button[] = page > 0 ? [{ text: '◀️', data: { verb: 'history', page: page - 1 } }] : [];
  const after: Button[] = hasMore ? [{ text: '▶️', data: { verb: 'history', page: page + 1 } }] : [];
  return message([words.html('history-title'), words.html('history-hint')], [...rows, [...before, ...after]]);
}

function questionText(words: Words, { kind, query }: PastQuestion): string {
  const depth = depthName(words, query.depth);
  switch (kind) {
    case 'catalog':
      return [assetName(query.ticker), query.timeframe, strategyName(query), depth].join(' · ');
    case 'times':
      return [assetName(query.ticker), query.timeframe, words.say('times-title'), depth].join(' · ');
    case 'top':
      return [words.say('top-title'), query.timeframe, topStrategyName(words, query), depth].join(' · ');
    case 'check':
      return [words.say('check-title'), words.say('check-count', { count: query.lines.length }), depth].join(' · ');
  }
}

function historyButton(words: Words): Button {
  return { text: words.say('button-history'), data: { verb: 'history', page: 0 } };
}
