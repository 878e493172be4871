import { civilDay, dayNumber, localDayNumber, type UtcOffset } from '../calendar.ts';
import { GREEN, RED } from '../candle.ts';
import { TIMEFRAMES, type Timeframe, timeframeMs } from '../timeframe.ts';
import { DAY_MS, type EpochMs, MINUTE_MS } from '../units.ts';

/** One line of a signal list: enter this asset at the opening of this candle, in this direction. */
export interface ListedSignal {
  /** As the list writes it, without slash and in capitals: `EURUSD`, `EURUSD-OTC`. */
  readonly ticker: string;
  readonly timeframe: Timeframe;
  readonly entryMs: EpochMs;
  /** GREEN (call) or RED (put). */
  readonly direction: number;
  /** Gales the line itself asks for (`2GL`); null when it says nothing. */
  readonly gales: number | null;
}

/**
 * Why a line could not be read. off-grid: no candle of this timeframe opens at that minute. twice: an earlier line says
 * the same.
 */
export type SignalProblem = 'time' | 'date' | 'ticker' | 'direction' | 'timeframe' | 'off-grid' | 'twice';

/** number counts from 1, empty lines included. */
export type SignalLine = { readonly number: number; readonly text: string } & (
  | { readonly kind: 'signal'; readonly signal: ListedSignal }
  | { readonly kind: 'problem'; readonly problem: SignalProblem }
);

export interface SignalOptions {
  /** Where a line does not say. */
  readonly timeframe: Timeframe;
  /** The day of lines without a date: a moment of it. */
  readonly dayMs: EpochMs;
  /** The zone the list is written in. */
  readonly utcOffsetMsAt: UtcOffset;
}

const DIRECTIONS = new Map<string, number>([
  ...['CALL', 'COMPRA', 'BUY', 'UP', 'ACIMA', 'ALTA', '🟢', '⬆'].map((word) => [word, GREEN] as const),
  ...['PUT', 'VENDA', 'SELL', 'DOWN', 'ABAIXO', 'BAIXA', '🔴', '⬇'].map((word) => [word, RED] as const),
]);

/**
 * Reads a pasted list line by line, in any of the usual orders: `M5;EURUSD;13:50;CALL`, `EURUSD;10:00;CALL`,
 * `13:50:00;EURUSD;5M;Call`, `2021-02-01 13:50:00 EURUSD CALL 2GL 5TM`, `M5 EURUSD 13:50 PUT`, `13:50 EURUSD - CALL`.
 * Empty lines are left out; every other one comes back, read or with what is wrong with it.
 */
export function parseSignals(text: string, options: SignalOptions): SignalLine[] {
  const seen = new Set<string>();
  return text.split(/\r?\n/).flatMap((line, place): SignalLine[] => {
    if (line.trim() === '') return [];
    const known = { number: place + 1, text: line.trim() };
    const read = signalOf(wordsOf(line), options);
    if (typeof read === 'string') return [{ ...known, kind: 'problem', problem: read }];
    const facts = `${read.ticker} ${read.timeframe} ${read.entryMs} ${read.direction}`;
    if (seen.has(facts)) return [{ ...known, kind: 'problem', problem: 'twice' }];
    seen.add(facts);
    return [{ ...known, kind: 'signal', signal: read }];
  });
}

/** Each kind of word can be told by its looks, so their order does not matter. */
interface Words {
  time?: string;
  date?: string;
  timeframe?: string;
  direction?: number;
  gales?: number;
  ticker?: string;
}

function wordsOf(line: string): Words {
  const words: Words = {};
  // Arrows and circles often wear an invisible variation mark.
  const plain = line
    .toUpperCase()
    .replace(/\uFE0F/g, '')
    .replace(/\s*\(OTC\)|\s+OTC\b/g, '-OTC');
  for (const word of plain.split(/[\s;,|]+/)) {
    const direction = DIRECTIONS.get(word);
    const gales = /^(?:G([0-9])|([0-9])(?:GL|G|GALES?))$/.exec(word);
    if (direction !== undefined) words.direction ??= direction;
    else if (gales) words.gales ??= Number(gales[1] ?? gales[2]);
    else if (/^\d{1,2}:\d{2}(?::\d{2})?$/.test(word)) words.time ??= word;
    else if (/^\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,4})?$/.test(word)) words.date ??= word;
    else if (/^(?:[MH]\d{1,3}|\d{1,3}(?:TM|MIN|M))$/.test(word)) words.timeframe ??= word;
    else if (/^[A-Z][A-Z0-9./-]{2,}$/.test(word)) words.ticker ??= word.replaceAll('/', '');
  }
  return words;
}

function signalOf(words: Words, options: SignalOptions): ListedSignal | SignalProblem {
  const { ticker, direction } = words;
  const timeframe = words.timeframe === undefined ? options.timeframe : timeframeOf(words.timeframe);
  const minute = minuteOf(words.time);
  const day =
    words.date === undefined ? localDayNumber(options.dayMs, options.utcOffsetMsAt) : dayOf(words.date, options);
  if (minute === null) return 'time';
  if (day === null) return 'date';
  if (ticker === undefined) return 'ticker';
  if (direction === undefined) return 'direction';
  if (timeframe === null) return 'timeframe';
  const entryMs = utcMs(day * DAY_MS + minute * MINUTE_MS, options.utcOffsetMsAt);
  if (entryMs === null) return 'time';
  if (entryMs % timeframeMs(timeframe) !== 0) return 'off-grid';
  return { ticker, timeframe, entryMs, direction, gales: words.gales ?? null };
}

function timeframeOf(word: string): Timeframe | null {
  const minutes = word.startsWith('H') ? null : `M${word.replace(/\D/g, '')}`;
  return TIMEFRAMES.find((timeframe) => timeframe === minutes) ?? null;
}

/** Minute of the day; candles open at whole minutes. */
function minuteOf(time: string | undefined): number | null {
  const [hour = 24, minute = 60, second = 0] = (time ?? '').split(':').filter(Boolean).map(Number);
  return hour < 24 && minute < 60 && second === 0 ? hour * 60 + minute : null;
}

/** `2021-02-01`, `01/02/2021`, or `01/02` of the list's own year: whichever year puts it nearest. */
function dayOf(date: string, { dayMs, utcOffsetMsAt }: SignalOptions): number | null {
  const parts = date.split(/[-/]/).map(Number);
  const [first = 0, month = 0, last] = parts;
  if (last === undefined) return nearestDay({ day: first, month }, localDayNumber(dayMs, utcOffsetMsAt));
  return first > 31 ? dayNumber({ year: first, month, day: last }) : dayNumber({ year: last, month, day: first });
}

function nearestDay(date: { day: number; month: number }, today: number): number | null {
  const { year } = civilDay(today);
  const days = [year - 1, year, year + 1].map((near) => dayNumber({ year: near, ...date }));
  return days.filter((day) => day !== null).sort((a, b) => Math.abs(a - today) - Math.abs(b - today))[0] ?? null;
}

/** The moment a local clock shows this; null for a time the clocks skip. Of two such moments the earlier one. */
function utcMs(localMs: number, utcOffsetMsAt: UtcOffset): EpochMs | null {
  const offsets = [utcOffsetMsAt(localMs - DAY_MS), utcOffsetMsAt(localMs + DAY_MS)];
  const moments = offsets.map((offset) => localMs - offset).filter((atMs) => atMs + utcOffsetMsAt(atMs) === localMs);
  return moments.length === 0 ? null : Math.min(...moments);
}
