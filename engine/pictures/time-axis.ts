import { DAY_MS, type EpochMs, MINUTE_MS } from '../units.ts';

/** How a person writes a date: day first (07/10) or month first (10/07). */
export type DateOrder = 'day-month' | 'month-day';

export interface TimeTick {
  readonly slot: number;
  readonly label: string;
}

const MOST_TICKS = 6;
const STEPS_MINUTES = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 10_080, 43_200];

/**
 * Labels of the time axis: round local clock times, and the date where a day begins.
 *
 * Shape: timesMs[slot] is the open time of the candle at that slot, ascending, NaN for a slot without a time.
 * utcOffsetMs is what a local clock shows more than UTC.
 */
export function timeAxis(options: {
  timesMs: readonly EpochMs[];
  utcOffsetMs: number;
  dateOrder: DateOrder;
}): TimeTick[] {
  for (const minutes of STEPS_MINUTES) {
    const ticks = ticksEvery(minutes * MINUTE_MS, options);
    if (ticks.length <= MOST_TICKS) return ticks;
  }
  return [];
}

function ticksEvery(stepMs: number, options: Parameters<typeof timeAxis>[0]): TimeTick[] {
  const { timesMs, utcOffsetMs, dateOrder } = options;
  const ticks: TimeTick[] = [];
  let lastDay: number | undefined;
  timesMs.forEach((timeMs, slot) => {
    const localMs = timeMs + utcOffsetMs;
    if (localMs % stepMs !== 0) return;
    const day = Math.floor(localMs / DAY_MS);
    const isNewDay = lastDay !== undefined && day !== lastDay;
    lastDay = day;
    ticks.push({ slot, label: isNewDay || stepMs >= DAY_MS ? dateLabel(day, dateOrder) : clockLabel(localMs) });
  });
  return ticks;
}

function clockLabel(localMs: number): string {
  const minute = Math.floor(localMs / MINUTE_MS) % 1440;
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/** @see https://howardhinnant.github.io/date_algorithms.html#civil_from_days */
function dateLabel(daysSince1970: number, order: DateOrder): string {
  const shifted = daysSince1970 + 719_468;
  const dayOfEra = shifted - Math.floor(shifted / 146_097) * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = twoDigits(dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1);
  const month = twoDigits(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
  return order === 'day-month' ? `${day}/${month}` : `${month}/${day}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
