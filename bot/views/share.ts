import { findStrategy, formatCatalogWords } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { verdictText } from './card.ts';
import { type CatalogFacts, catalogResult } from './catalog.ts';
import { figures, shareOf } from './figures.ts';
import { clip } from './fit.ts';
import { queryLine } from './query-line.ts';

/** A result as a card for another chat: the line in the list, and the caption it becomes. */
export interface SharedCard {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Telegram's HTML, at most 1024 visible characters. */
  readonly caption: string;
}

/** The same words as in the chat with the bot, all figures included; its buttons stay at home. */
export function sharedCard(words: Words, facts: CatalogFacts): SharedCard {
  const { query, zone, resultId } = facts;
  return {
    id: resultId,
    title: clip(queryLine(words, query, zone), 100),
    description: descriptionOf(words, facts),
    caption: catalogResult(words, facts).text,
  };
}

/** The figures in the list of cards; the card itself has all of them. */
function descriptionOf(words: Words, facts: CatalogFacts): string {
  const { rate, cumulative, depth, verdict } = figures(facts);
  const [first = rate] = cumulative;
  if (rate.n === 0) return words.say('share-card-none');
  const plan = {
    ...{ rate: words.percent(shareOf(rate)), n: words.number(rate.n) },
    ...{ low: words.percent(rate.low), high: words.percent(rate.high), verdict: verdictText(words, verdict) },
  };
  if (depth === 0) return words.say('share-card-entry', plan);
  const [firstLow, firstHigh] = [words.percent(first.low), words.percent(first.high)];
  return words.say('share-card', { ...plan, depth, first: words.percent(shareOf(first)), firstLow, firstHigh });
}

/** Whether every word that was typed is in the question, however it is spelled. */
export function isMeant(words: Words, { typed, facts }: { typed: string; facts: CatalogFacts }): boolean {
  const { query, zone, resultId } = facts;
  const strategy = findStrategy({ timeframe: query.timeframe, name: query.strategyId });
  const spelled = [
    formatCatalogWords(query, { utcOffsetMs: () => 0 }),
    queryLine(words, query, zone),
    query.strategyId,
    resultId,
    ...(strategy?.aliases ?? []),
  ];
  const known = ` ${spelled.join(' ')}`.toLowerCase();
  const asked = typed.slice(0, 256).toLowerCase().split(/\s+/).filter(Boolean);
  return asked.every((word) => known.includes(` ${word.replace(/^#/, '')}`));
}
