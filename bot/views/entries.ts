import { cycleCode, type Entry, LOSS, MINUTE_MS, RED, VOID } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { askedLines, type CardFacts, cardLines } from './card.ts';
import { csv, fileName } from './csv.ts';
import { fittingMessage, type Line } from './fit.ts';
import { hoursButton } from './hours-button.ts';
import { type Message, message, TEXT_LIMIT } from './message.ts';
import { pageButtons, pageOf } from './pages.ts';
import { assetName, strategyName } from './query-line.ts';
import { zoneName, zoneOffsets } from './time-zones.ts';

/** An entry as it is kept with an answer: minute since 1970, direction, result. A month of them is a few dozen kB. */
export type KeptEntry = readonly [entryMinute: number, direction: number, result: number];

export interface EntriesFacts extends CardFacts {
  /** Oldest first. */
  readonly entries: readonly KeptEntry[];
}

export function keptEntry({ entryMs, direction, result }: Entry): KeptEntry {
  return [entryMs / MINUTE_MS, direction, result];
}

const PAGE_SIZE = 25;

/** Every entry of a catalog with its end, newest first, a page at a time. */
export function entriesPage(
  words: Words,
  { facts, page, requestId }: { facts: EntriesFacts; page: number; requestId: string },
): Message {
  const { query, zone, entries } = facts;
  const shown = pageOf(entries.toReversed(), { page, size: PAGE_SIZE });
  const keep = (text: string): Line => ({ text, spare: 0 });
  const pageWords = { page: shown.page + 1, pages: shown.pages, count: entries.length };
  return fittingMessage({
    limit: TEXT_LIMIT,
    lines: [
      ...askedLines(words, { icon: '📋', facts }),
      keep(''),
      ...cardLines(words, facts),
      ...(entries.length === 0
        ? []
        : [keep(''), keep(words.html('entries-page', pageWords)), ...entryLines(words, { entries: shown.rows, zone })]),
      keep(''),
      ...(entries.length === 0 ? [] : [{ text: words.html('entries-legend'), spare: 1 }]),
      keep(`<i>${words.html('risk-line')}</i>`),
    ],
    keyboard: [
      pageButtons(words, { ...shown, requestId }),
      entries.length === 0 ? [] : [{ text: words.say('button-csv'), data: { verb: 'file' as const, requestId } }],
      [{ text: words.say('button-refresh'), data: { verb: 'entries' as const, query } }, hoursButton(words, query)],
    ].filter((row) => row.length > 0),
  });
}

/** Entries under the day they fell on. */
function entryLines(words: Words, { entries, zone }: { entries: readonly KeptEntry[]; zone: string }): Line[] {
  let lastDay = '';
  return entries.flatMap(([minute, direction, result]) => {
    const at = { atMs: minute * MINUTE_MS, zone };
    const day = words.day(at);
    const heading = day === lastDay ? [] : [{ text: `<b>${day}</b>`, spare: 0 }];
    lastDay = day;
    const text = `<code>${words.clock(at)}</code> ${directionText(direction)} · ${markOf(result)} ${cycleCode(result)}`;
    return [...heading, { text, spare: 0 }];
  });
}

/** The arrow says it without colour. */
export function directionText(direction: number): string {
  return direction === RED ? '▼ PUT' : '▲ CALL';
}

function markOf(result: number): string {
  if (result === VOID) return '↩️';
  return result === LOSS ? '❌' : '✅';
}

/** The same entries for a spreadsheet, oldest first, on the person's clock. */
export function entriesFile(words: Words, facts: EntriesFacts): { name: string; text: string } {
  const { query, zone } = facts;
  const header = [
    words.say('csv-date'),
    words.say('csv-time', { zone: zoneName(words, zone) }),
    words.say('csv-asset'),
    words.say('csv-timeframe'),
    words.say('csv-strategy'),
    words.say('csv-direction'),
    words.say('csv-result'),
  ];
  const about = [query.ticker, query.timeframe, strategyName(query)];
  const offsetMsAt = zoneOffsets(zone);
  const rows = facts.entries.map(([minute, direction, result]) => {
    const atMs = minute * MINUTE_MS;
    // Every spreadsheet reads this day, whatever its language.
    const [day = '', time = ''] = new Date(atMs + offsetMsAt(atMs)).toISOString().split('T');
    return [day, time.slice(0, 5), ...about, direction === RED ? 'PUT' : 'CALL', cycleCode(result)];
  });
  return {
    name: fileName([words.say('entries-file'), query.ticker, query.timeframe], 'csv'),
    text: csv([header, ...rows]),
  };
}

export function entriesFileCaption(words: Words, { entries, query, zone }: EntriesFacts): Message {
  return message([
    words.html('entries-file-caption', {
      count: entries.length,
      asset: assetName(query.ticker),
      zone: zoneName(words, zone),
    }),
    `<i>${words.html('risk-line')}</i>`,
  ]);
}
