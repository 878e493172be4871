import type { EpochMs } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { askedLines, type CardFacts, cardLines } from './card.ts';
import { starButton } from './favourites.ts';
import { fittingMessage, type Line } from './fit.ts';
import { hoursButton } from './hours-button.ts';
import { topButton } from './link.ts';
import { CAPTION_LIMIT, type Message } from './message.ts';
import { keepButton } from './presets.ts';
import { type Recheck, recheckText, storedText } from './recheck.ts';

/** All that a result says to one person. */
export interface CatalogFacts extends CardFacts {
  /** When it was computed, for an answer kept from before; absent for a fresh one. */
  readonly storedMs?: EpochMs;
  /** What became of it when it was worked out again. */
  readonly recheck?: Recheck;
}

/** The caption under the picture: every figure of the picture in words, at most 1024 characters. */
export function catalogResult(words: Words, facts: CatalogFacts): Message {
  const { query, resultId } = facts;
  return fittingMessage({
    lines: captionLines(words, facts),
    limit: CAPTION_LIMIT,
    keyboard: [
      [
        { text: words.say('button-refresh'), data: { verb: 'run', query } },
        { text: words.say('button-change'), data: { verb: 'menu', screen: 'home', query } },
      ],
      [{ text: words.say('button-entries'), data: { verb: 'entries', query } }, hoursButton(words, query)],
      [starButton(query.ticker), keepButton(words, query)],
      [{ text: words.say('button-recheck'), data: { verb: 'recheck', resultId } }, topButton(words)],
    ],
  });
}

function captionLines(words: Words, facts: CatalogFacts): Line[] {
  const stays = (text: string): Line => ({ text, spare: 0 });
  return [
    ...askedLines(words, { icon: '📊', facts }),
    ...(facts.historyFromMs === null ? [] : [stays(`✂️ ${words.html('figures-history', historyArgs(words, facts))}`)]),
    ...(facts.storedMs === undefined ? [] : [stays(storedText(words, facts.nowMs - facts.storedMs))]),
    ...(facts.recheck === undefined ? [] : [stays(recheckText(words, facts.recheck))]),
    stays(''),
    ...cardLines(words, facts),
    stays(''),
    stays(`<i>${words.html('risk-line')}</i>`),
  ];
}

function historyArgs(words: Words, { historyFromMs, zone, nowMs }: CatalogFacts): { from: string } {
  return { from: historyFromMs === null ? '' : words.moment({ atMs: historyFromMs, zone, nowMs }) };
}
