import {
  type EpochMs,
  type PersonalLadder,
  type PickedTime,
  type PickedTimes,
  RED,
  type TimesProblem,
  type TimesQuery,
} from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import {
  type CatalogFigures,
  coverageText,
  expectedLines,
  levelText,
  lossLines,
  payoutText,
  periodText,
  verdictText,
} from './card.ts';
import { fileName } from './csv.ts';
import { directionText } from './entries.ts';
import { figures } from './figures.ts';
import { clip, fittingMessage, type Line } from './fit.ts';
import { type Message, message, TEXT_LIMIT } from './message.ts';
import { pageButtons, pageOf } from './pages.ts';
import { assetName } from './query-line.ts';
import { type Recheck, recheckText, storedText } from './recheck.ts';
import { refusalLine } from './refusal.ts';
import { zoneName } from './time-zones.ts';
import { timesPlan } from './times-plan.ts';

/** A catalog by time of the day, plain data. */
export interface TimesFigures extends PickedTimes, Pick<CatalogFigures, 'coverage' | 'payoutRatio' | 'dojiRatio'> {
  readonly query: TimesQuery;
  /** Of the way times are picked. */
  readonly version: number;
  readonly period: { readonly fromMs: EpochMs; readonly toMs: EpochMs };
  /** On whose clock the days begin, IANA. */
  readonly zone: string;
}

/** The same as one person is shown it. */
export interface TimesFacts extends TimesFigures {
  /** Under which name it can be worked out again. */
  readonly resultId: string;
  readonly ladder: PersonalLadder;
  readonly nowMs: EpochMs;
  /** When it was computed, for an answer kept from before. */
  readonly storedMs?: EpochMs;
  readonly recheck?: Recheck;
}

const PAGE_SIZE = 30;

/** The times that looked good on half of the days, with what the other half says of each, by the clock. */
export function timesPage(
  words: Words,
  { facts, page, requestId }: { facts: TimesFacts; page: number; requestId: string },
): Message {
  const { rows, query, tried } = facts;
  const shown = pageOf(rows, { page, size: PAGE_SIZE });
  const keep = (text: string): Line => ({ text, spare: 0 });
  const share = words.shortPercent(query.minRatio);
  const found = { count: rows.length, tried: words.number(tried), share, chance: chanceText(words, facts) };
  return fittingMessage({
    limit: TEXT_LIMIT,
    lines: [
      keep(`⏰ <b>${escapeHtml(assetName(query.ticker))}</b> · ${query.timeframe} · ${words.html('times-title')}`),
      keep(escapeHtml(timesPlan(words, query))),
      { text: `🗓 ${escapeHtml(periodText(words, facts))}`, spare: 1 },
      ...(facts.storedMs === undefined ? [] : [keep(storedText(words, facts.nowMs - facts.storedMs))]),
      ...(facts.recheck === undefined ? [] : [keep(recheckText(words, facts.recheck))]),
      keep(''),
      keep(words.html('times-how')),
      keep(words.html('times-found', found)),
      ...figureLines(words, facts),
      ...(rows.length === 0
        ? []
        : [
            keep(''),
            keep(words.html('times-page', { page: shown.page + 1, pages: shown.pages, count: rows.length })),
            ...shown.rows.map((row) => keep(rowText(row))),
          ]),
      keep(''),
      keep(`<i>${words.html('risk-line')}</i>`),
    ],
    keyboard: [
      pageButtons(words, { ...shown, requestId }),
      rows.length === 0 ? [] : [{ text: words.say('button-signals'), data: { verb: 'file' as const, requestId } }],
      [{ text: words.say('button-refresh'), data: { verb: 'times' as const, query } }],
    ].filter((row) => row.length > 0),
  });
}

/** All listed times on the days that had no say: the figure of the whole list. */
function figureLines(words: Words, facts: TimesFacts): Line[] {
  const { rows, tried, counts, payoutRatio, query } = facts;
  const keep = (text: string): Line => ({ text, spare: 0 });
  const known = figures(facts);
  const market = [
    keep(payoutText(words, { payoutRatio, figures: known })),
    keep(words.html('figures-coin', { rate: words.percent(known.coinRatio) })),
  ];
  const source = [keep(coverageText(words, facts)), keep(definitionText(words, facts))];
  if (rows.length === 0) return [...market, ...source];
  return [
    keep(''),
    keep(words.html('times-together')),
    ...known.cumulative.map((rate, level) => ({
      text: levelText(words, { level, rate }),
      spare: level === 0 || level === query.depth ? 0 : 2,
    })),
    ...(counts.total === 0 ? [] : lossLines(words, facts)),
    ...market,
    keep(words.html('figures-verdict', { verdict: verdictText(words, known.verdict) })),
    ...expectedLines(words, facts),
    keep(words.html('times-beat', { count: beatsOf(rows), tried: words.number(tried) })),
    ...source,
  ];
}

function definitionText(words: Words, { version, resultId }: TimesFacts): string {
  return words.html('times-definition', { version, result: resultId });
}

/** Under one it matters that it is not zero. */
function chanceText(words: Words, { expectedByChance }: TimesFacts): string {
  return expectedByChance < 1 ? words.say('times-under-one') : words.number(Math.round(expectedByChance));
}

function beatsOf(rows: readonly PickedTime[]): number {
  return rows.filter(({ beats }) => beats).length;
}

/** `13:50 ▲ CALL · 5/5 → 3/5` */
function rowText({ minuteOfDay, direction, chosen, measured, beats }: PickedTime): string {
  const record = `${chosen.wins}/${chosen.n} → ${measured.wins}/${measured.n}`;
  return `<code>${clockText(minuteOfDay)}</code> ${directionText(direction)} · ${record}${beats ? ' ✔️' : ''}`;
}

function clockText(minuteOfDay: number): string {
  const part = (value: number) => `${value}`.padStart(2, '0');
  return `${part(Math.floor(minuteOfDay / 60))}:${part(minuteOfDay % 60)}`;
}

/** `M5;EURUSD;13:50;CALL`, a line a time: the form that /check and other tools read. */
export function timesFile(words: Words, { query, rows }: TimesFacts): { name: string; text: string } {
  const { timeframe, ticker } = query;
  const lines = rows.map(({ minuteOfDay, direction }) =>
    [timeframe, listTicker(ticker), clockText(minuteOfDay), direction === RED ? 'PUT' : 'CALL'].join(';'),
  );
  return {
    name: fileName([words.say('times-file'), ticker, timeframe], 'txt'),
    text: lines.map((line) => `${line}\r\n`).join(''),
  };
}

/** A name from the broker must not break the line it stands in. */
function listTicker(ticker: string): string {
  return ticker.replace(/[\s;,|]+/g, '').toUpperCase();
}

export function timesFileCaption(words: Words, { rows, query, zone }: TimesFacts): Message {
  return message([
    words.html('times-file-caption', {
      count: rows.length,
      asset: assetName(query.ticker),
      zone: zoneName(words, zone),
    }),
    `<i>${words.html('risk-line')}</i>`,
  ]);
}

export function timesNoCandles(words: Words, query: TimesQuery): Message {
  const window = words.say('window-days', { count: query.days });
  return message(
    [words.html('no-candles', { asset: assetName(query.ticker), window })],
    [[{ text: words.say('button-try-again'), data: { verb: 'times', query } }]],
  );
}

/** One line on what was wrong, a command that is right, and what was probably meant as buttons. */
export function timesProblem(words: Words, problem: TimesProblem): Message {
  const nearest = problem.code === 'unknown_asset' ? problem.nearest : [];
  return message(
    [
      refusalLine(words, problem),
      words.html('refusal-example', { example: clip(problem.example, 200) }),
      nearest.length > 0 ? words.html('refusal-did-you-mean') : null,
    ],
    nearest.map((ticker) => [
      { text: assetName(ticker), data: { verb: 'times', query: { ...problem.query, ticker } } },
    ]),
  );
}
