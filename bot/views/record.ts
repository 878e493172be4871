import type { CalibrationPictureWords, EpochMs, Ratio, TimeRange, TrackRecord } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { shareOf } from './figures.ts';
import { fittingMessage, type Line } from './fit.ts';
import { topButton } from './link.ts';
import { CAPTION_LIMIT, type Message, message } from './message.ts';
import { zoneName } from './time-zones.ts';

/** The stretches of days that a record is told of, by the person's own clock. */
export const PERIODS = ['yesterday', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

export interface PeriodFacts {
  readonly period: Period;
  /** Lists that were written in it, and how many of them have been judged to the last row. */
  readonly lists: number;
  readonly judged: number;
  /** By the 24 hours after each list. */
  readonly day: TrackRecord;
  /** By as much time as each list looked back on. */
  readonly window: TrackRecord;
}

export interface RecordFacts {
  /** Shortest first. */
  readonly periods: readonly PeriodFacts[];
  /** The newest list. Who keeps its seal can tell later whether the past was changed; null: there is none. */
  readonly seal: { readonly seq: number; readonly hash: string } | null;
  /** The longest of the periods. */
  readonly range: TimeRange;
  readonly zone: string;
  readonly nowMs: EpochMs;
}

/** Enough of a hash that nobody finds a second one. */
const SEAL_LETTERS = 16;

/** What was shown, what came of it, and whether a coin would have known better. Fits under a picture. */
export function recordResult(words: Words, facts: RecordFacts): Message {
  if (facts.periods.every(({ day }) => day.rows === 0)) return recordNothing(words, facts);
  const stays = (text: string): Line => ({ text, spare: 0 });
  const longest = facts.periods.at(-1);
  return fittingMessage({
    limit: CAPTION_LIMIT,
    lines: [
      stays(`📒 ${words.html('record-title')}`),
      stays(words.html('record-how')),
      ...facts.periods.flatMap((period) => [stays(''), ...periodLines(words, period)]),
      stays(''),
      ...(longest === undefined ? [] : [windowLine(words, longest), stays(verdictText(words, longest.day))]),
      { text: words.html('record-error-note'), spare: 3 },
      ...sealLines(words, facts),
      stays(`<i>${words.html('risk-line')}</i>`),
    ],
    keyboard: [[topButton(words), { text: words.say('button-refresh'), data: { verb: 'record' } }]],
  });
}

/** Before the first list is a day old. */
function recordNothing(words: Words, { periods, seal }: RecordFacts): Message {
  const lists = Math.max(0, ...periods.map((period) => period.lists));
  return message(
    [
      `📒 ${words.html('record-title')}`,
      words.html('record-how'),
      '',
      words.html('record-nothing', { count: lists }),
      ...sealLines(words, { seal }).map(({ text }) => text),
    ],
    [[topButton(words)]],
  );
}

function periodLines(words: Words, { period, lists, judged, day }: PeriodFacts): Line[] {
  const title = `<b>${periodName(words, period)}</b> · ${words.html('record-lists', { judged, count: lists })}`;
  if (day.rows === 0) return [{ text: title, spare: 0 }];
  const { above, markedAbove } = day;
  return [
    { text: title, spare: 0 },
    { text: cameText(words, day), spare: 0 },
    ...(above.of === 0 ? [] : [{ text: aboveText(words, { above, markedAbove }), spare: 2 }]),
    { text: words.html('record-error', errorArgs(words, day)), spare: 0 },
  ];
}

function cameText(words: Words, { toldRatio, coinRatio, came }: TrackRecord): string {
  return words.html('record-came', {
    told: words.percent(toldRatio ?? 0),
    came: words.percent(shareOf(came)),
    n: words.number(Math.round(came.n)),
    low: words.percent(came.low),
    high: words.percent(came.high),
    coin: words.percent(coinRatio ?? 0),
  });
}

function aboveText(words: Words, { above, markedAbove }: Pick<TrackRecord, 'above' | 'markedAbove'>): string {
  const args = ({ count, of }: TrackRecord['above']) => ({ count: words.number(count), of: words.number(of) });
  const all = words.html('record-above', args(above));
  return markedAbove.of === 0 ? all : `${all}; ${words.html('record-marked', args(markedAbove))}`;
}

function errorArgs(words: Words, { brier, coinBrier }: TrackRecord): { brier: string; coin: string } {
  return { brier: errorName(words, brier), coin: errorName(words, coinBrier) };
}

function windowLine(words: Words, { window }: PeriodFacts): Line {
  if (window.toldRatio === null) return { text: '', spare: 5 };
  const came = { told: words.percent(window.toldRatio), came: words.percent(shareOf(window.came)) };
  return { text: words.html('record-window', { ...came, n: words.number(Math.round(window.came.n)) }), spare: 5 };
}

/** A difference that the figures as shown do not show is none. */
function verdictText(words: Words, { brier, coinBrier }: TrackRecord): string {
  if (brier === null || coinBrier === null || errorName(words, brier) === errorName(words, coinBrier)) {
    return words.html('record-verdict-even');
  }
  return brier < coinBrier ? words.html('record-verdict-better') : words.html('record-verdict-worse');
}

function errorName(words: Words, error: number | null): string {
  return error === null ? '–' : words.number(Math.round(error * 1_000) / 1_000);
}

function sealLines(words: Words, { seal }: Pick<RecordFacts, 'seal'>): Line[] {
  if (seal === null) return [];
  const { seq, hash } = seal;
  return [
    { text: words.html('record-seal', { seq: words.number(seq), hash: hash.slice(0, SEAL_LETTERS) }), spare: 1 },
    { text: words.html('record-seal-note'), spare: 4 },
  ];
}

function periodName(words: Words, period: Period): string {
  switch (period) {
    case 'yesterday':
      return words.html('record-yesterday');
    case 'week':
      return words.html('record-week');
    case 'month':
      return words.html('record-month');
  }
}

/** Words of the picture: the longest period. */
export function recordPictureWords(words: Words, { periods, range, zone }: RecordFacts): CalibrationPictureWords {
  const { judged = 0, day } = periods.at(-1) ?? {};
  const days = `${words.day({ atMs: range.fromMs, zone })}–${words.day({ atMs: range.toMs - 1, zone })}`;
  return {
    title: words.say('record-picture-title'),
    subtitle: words.say('record-picture-lists', { count: judged }),
    period: `${days} (${zoneName(words, zone)})`,
    note: day === undefined ? '' : words.say('record-picture-error', errorArgs(words, day)),
    risk: words.say('risk-line'),
    told: words.say('record-picture-told'),
    came: words.say('record-picture-came'),
    equal: words.say('record-picture-equal'),
    point: words.say('record-picture-point'),
    interval: words.say('legend-interval'),
    empty: words.say('record-picture-empty'),
    percent: (ratio: Ratio) => words.shortPercent(ratio),
  };
}
