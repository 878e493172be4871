import {
  breakEvenOf,
  type HourExtremes,
  type HoursPictureWords,
  type HourTable,
  hourExtremes,
  judge,
  type PlayedHour,
  type ShrunkCell,
} from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { askedLines, type CardFacts, cardLines, periodText } from './card.ts';
import { shareOf } from './figures.ts';
import { fittingMessage, type Line } from './fit.ts';
import { CAPTION_LIMIT, type Message } from './message.ts';
import { assetName, depthName, strategyName } from './query-line.ts';

export interface HoursFacts extends CardFacts {
  /** By the person's clock, Sunday first. */
  readonly table: HourTable<ShrunkCell>;
}

const MOST_ROWS = 3;
const SPARE = [0, 1, 3];

/** Under the heat map: the hours at both ends, each with its sample, and how little that may mean. */
export function hoursResult(words: Words, facts: HoursFacts): Message {
  const { query, counts } = facts;
  const known = hourExtremes(facts.table, { count: MOST_ROWS });
  const blank: Line = { text: '', spare: 0 };
  return fittingMessage({
    limit: CAPTION_LIMIT,
    lines: [
      ...askedLines(words, { icon: '🕐', facts }),
      blank,
      ...(counts.total === 0 ? [] : [...extremeLines(words, { facts, known }), blank]),
      ...cardLines(words, facts),
      blank,
      { text: `<i>${words.html('risk-line')}</i>`, spare: 0 },
    ],
    keyboard: [
      [
        { text: words.say('button-refresh'), data: { verb: 'hours', query } },
        { text: words.say('button-entries'), data: { verb: 'entries', query } },
      ],
      [{ text: words.say('button-catalog'), data: { verb: 'run', query } }],
    ],
  });
}

function extremeLines(words: Words, { facts, known }: { facts: HoursFacts; known: HourExtremes }): Line[] {
  const keep = (text: string): Line => ({ text, spare: 0 });
  // The extreme of each end stays, the third goes early.
  const rows = (cells: readonly PlayedHour[]) =>
    cells.map((cell, at): Line => ({ text: hourText(words, cell), spare: SPARE[at] ?? 3 }));
  return [
    keep(words.html('hours-best')),
    ...rows(known.best),
    ...(known.worst.length > 0 ? [keep(words.html('hours-worst')), ...rows(known.worst)] : []),
    ...(known.isFlat ? [keep(words.html('hours-flat'))] : []),
    keep(triedText(words, facts)),
    { text: words.html('hours-shrunk'), spare: 2 },
  ];
}

/** `seg 14h: 93,0% de 37 (79,4% a 98,1%)` */
function hourText(words: Words, { weekday, hour, rate }: PlayedHour): string {
  return words.html('hours-row', {
    day: weekdays(words)[weekday] ?? '',
    hour: `${hour}`.padStart(2, '0'),
    rate: words.percent(shareOf(rate)),
    n: words.number(rate.n),
    low: words.percent(rate.low),
    high: words.percent(rate.high),
  });
}

function triedText(words: Words, facts: HoursFacts): string {
  const { tried, beat } = judged(facts);
  return beat === null ? words.say('hours-tried-unknown', { tried }) : words.say('hours-tried', { tried, beat });
}

/** How many hours were compared, and how many beat break-even after correction for all of them; null without a payout. */
function judged({ table, payoutRatio, query }: HoursFacts): { tried: number; beat: number | null } {
  const played = table.flat().filter(({ n }) => n > 0);
  const breakEvenRatio = breakEvenOf({ payoutRatio, depth: query.depth });
  if (breakEvenRatio === null) return { tried: played.length, beat: null };
  const verdicts = judge(played.map(({ wins, n }) => ({ wins, n, breakEvenRatio })));
  return { tried: played.length, beat: verdicts.filter(({ beats }) => beats).length };
}

/** What stands in the heat map. */
export function hoursPictureWords(words: Words, facts: HoursFacts): HoursPictureWords {
  const { query } = facts;
  return {
    title: assetName(query.ticker),
    subtitle: `${strategyName(query)} · ${query.timeframe} · ${depthName(words, query.depth)}`,
    period: periodText(words, facts),
    key: words.say('hours-key'),
    note: triedText(words, facts),
    worse: words.say('hours-worse'),
    better: words.say('hours-better'),
    weekdays: weekdays(words),
    empty: words.say('figures-none'),
    risk: words.say('risk-line'),
    count: words.number,
  };
}

function weekdays(words: Words): string[] {
  return [
    words.say('weekday-sun'),
    words.say('weekday-mon'),
    words.say('weekday-tue'),
    words.say('weekday-wed'),
    words.say('weekday-thu'),
    words.say('weekday-fri'),
    words.say('weekday-sat'),
  ];
}
