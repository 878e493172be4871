import { civilDay, dayNumber, localDayNumber, localDayStartMs, type UtcOffset } from '../calendar.ts';
import { DAY_MS, type EpochMs, HOUR_MS } from '../units.ts';
import type { Window } from './query.ts';

export interface WindowLimits {
  readonly maxBlocks: number;
  readonly maxDays: number;
}

export interface WindowContext {
  readonly limits: WindowLimits;
  readonly nowMs: EpochMs;
  readonly utcOffsetMs: UtcOffset;
}

/** A window, or what is wrong with it; null for a word that does not look like one. */
export type WindowReading =
  | { readonly ok: true; readonly window: Window }
  | { readonly ok: false; readonly code: 'bad_window' | 'dates_reversed' }
  | null;

const BAD: WindowReading = { ok: false, code: 'bad_window' };

const UNIT_WORDS = {
  blocks: ['', 'b', 'bloco', 'blocos', 'block', 'blocks', 'bloque', 'bloques'],
  hours: ['h', 'hora', 'horas', 'hour', 'hours'],
  days: ['d', 'dia', 'dias', 'day', 'days'],
} as const;

/**
 * Reads `100`, `24h`, `7d`, `2026-10-01..2026-10-05`, `01/10..05/10` (day first, the last one inclusive, local days).
 * Only plain ASCII digits are numbers.
 */
export function readWindow(word: string, context: WindowContext): WindowReading {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const [, digits = '', letters = ''] = /^([0-9]{1,9})([a-z]*)$/.exec(plain) ?? [];
  const kind = (['blocks', 'hours', 'days'] as const).find((unit) =>
    (UNIT_WORDS[unit] as readonly string[]).includes(letters),
  );
  if (digits !== '' && kind) return countedWindow({ kind, count: Number(digits), limits: context.limits });

  const [, first, last = first] = /^([0-9/-]+)(?:(?:\.{2,3}|…)([0-9/-]+))?$/.exec(plain) ?? [];
  if (first !== undefined && last !== undefined && /[/-]./.test(first)) return readDates({ first, last }, context);
  return /^[+-]?\p{Nd}|^[+-]?(?:nan|infinity)$/u.test(plain) ? BAD : null;
}

/** The words that readWindow reads as this window. */
export function windowWords(window: Window, utcOffsetMs: UtcOffset): string {
  switch (window.kind) {
    case 'blocks':
      return `${window.count}`;
    case 'hours':
      return `${window.count}h`;
    case 'days':
      return `${window.count}d`;
    case 'dates':
      return [window.fromMs, window.toMs - 1].map((ms) => isoDay(localDayNumber(ms, utcOffsetMs))).join('..');
  }
}

function countedWindow(window: {
  kind: 'blocks' | 'hours' | 'days';
  count: number;
  limits: WindowLimits;
}): WindowReading {
  const { kind, count, limits } = window;
  const most = { blocks: limits.maxBlocks, hours: limits.maxDays * (DAY_MS / HOUR_MS), days: limits.maxDays }[kind];
  return count >= 1 && count <= most ? { ok: true, window: { kind, count } } : BAD;
}

function readDates(words: { first: string; last: string }, context: WindowContext): WindowReading {
  const { limits, nowMs, utcOffsetMs } = context;
  const today = localDayNumber(nowMs, utcOffsetMs);
  const thisYear = civilDay(today).year;
  const from = readDay(words.first, { years: [thisYear, thisYear - 1], isFitting: (day) => day <= today });
  if (from === null) return BAD;
  const fromYear = civilDay(from).year;
  const isAfterFrom = (day: number) => day >= from && (day <= today || civilDay(day).year === fromYear);
  const to = readDay(words.last, { years: [fromYear, fromYear + 1], isFitting: isAfterFrom });
  if (to === null) return BAD;
  if (to < from) return { ok: false, code: 'dates_reversed' };
  if (from > today || to - from + 1 > limits.maxDays) return BAD;
  const [fromMs, toMs] = [localDayStartMs(from, utcOffsetMs), localDayStartMs(to + 1, utcOffsetMs)];
  return { ok: true, window: { kind: 'dates', fromMs, toMs } };
}

/** `2026-10-01`, `01/10/2026`, or `01/10` in the first of the years where it fits (in the first one if in none). */
function readDay(
  word: string,
  guess: { years: readonly number[]; isFitting: (day: number) => boolean },
): number | null {
  const iso = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$/.exec(word);
  if (iso) return dayNumber({ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) });
  const dayFirst = /^([0-9]{1,2})\/([0-9]{1,2})(?:\/([0-9]{4}))?$/.exec(word);
  if (!dayFirst) return null;
  const [day, month] = [Number(dayFirst[1]), Number(dayFirst[2])];
  const years = dayFirst[3] === undefined ? guess.years : [Number(dayFirst[3])];
  const days = years.map((year) => dayNumber({ year, month, day })).filter((number) => number !== null);
  return days.find(guess.isFitting) ?? days[0] ?? null;
}

function isoDay(number: number): string {
  const { year, month, day } = civilDay(number);
  return `${year}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`;
}
