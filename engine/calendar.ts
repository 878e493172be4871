import { DAY_MS, type EpochMs } from './units.ts';

/** A day as people write it; month and day start at 1. */
export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Local time minus UTC at a moment, in milliseconds; −10 800 000 for São Paulo. */
export type UtcOffset = (atMs: EpochMs) => number;

/**
 * Days since 1970-01-01, or null for a day that does not exist (31 February) or lies outside 1970–2200.
 * @see https://howardhinnant.github.io/date_algorithms.html
 */
export function dayNumber({ year, month, day }: CivilDay): number | null {
  if (year < 1970 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  // Years that start in March put the leap day last.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const number = era * 146_097 + dayOfEra - 719_468;
  return civilDay(number).day === day ? number : null;
}

/** The day of a number of days since 1970-01-01. */
export function civilDay(number: number): CivilDay {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** The local day of a moment. */
export function localDayNumber(atMs: EpochMs, utcOffsetMs: UtcOffset): number {
  return Math.floor((atMs + utcOffsetMs(atMs)) / DAY_MS);
}

/** When a local day starts: at its midnight, or right after it where the clocks jump over midnight. */
export function localDayStartMs(number: number, utcOffsetMs: UtcOffset): EpochMs {
  const midnightMs = number * DAY_MS;
  const [before, after] = [utcOffsetMs(midnightMs - DAY_MS), utcOffsetMs(midnightMs + DAY_MS)];
  const [early, late] = [midnightMs - Math.max(before, after), midnightMs - Math.min(before, after)];
  return localDayNumber(early, utcOffsetMs) === number ? early : late;
}
