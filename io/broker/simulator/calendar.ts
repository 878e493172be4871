/** When a market trades. `always` never pauses; `otc` pauses six minutes a day. All hours are UTC. */
export type Hours = 'always' | 'otc' | 'forex' | 'stocks';

export interface Calendar {
  /** Does a candle exist for the minute that opens then? Unix seconds. */
  isOpen(secondS: number): boolean;
  /** Minutes that trade in one UTC day, counted from 1970. */
  openMinutes(day: number): number;
  /** How many candles of this size exist before `openS`, counted from 1970. */
  candlesBefore(size: number, openS: number): number;
  /** The hours as the broker announces them, pairs of unix seconds. A short daily pause is not announced. */
  schedule(nowS: number): [number, number][];
}

const WEEK_MINUTES = 10_080;
const DAY_MINUTES = 1_440;
const WEEK_S = 604_800;
const DAY_S = 86_400;
const SUNDAY = 0;
const FRIDAY = 5;
const SATURDAY = 6;

const calendars = new Map<Hours, Calendar>();

/** One calendar a market, made once. */
export function calendarOf(hours: Hours): Calendar {
  const calendar = calendars.get(hours) ?? createCalendar(hours);
  calendars.set(hours, calendar);
  return calendar;
}

/** Weeks are counted from 1970-01-01, a Thursday; everything below repeats weekly. */
function createCalendar(hours: Hours): Calendar {
  const isOpenMinute = Array.from({ length: WEEK_MINUTES }, (_, minute) => trades(hours, minute));
  const prefixes = new Map<number, Int32Array>();

  /** Existing candles before each place of the week. */
  function prefixOf(size: number): Int32Array {
    let prefix = prefixes.get(size);
    if (!prefix) {
      prefix = countUp(isOpenMinute, size / 60);
      prefixes.set(size, prefix);
    }
    return prefix;
  }

  function minutesBefore(openS: number): number {
    return countBefore(prefixOf(60), 60, openS);
  }

  return {
    isOpen: (secondS) => isOpenMinute[Math.floor(secondS / 60) % WEEK_MINUTES] === true,
    openMinutes: (day) => minutesBefore((day + 1) * DAY_S) - minutesBefore(day * DAY_S),
    candlesBefore(size, openS) {
      if (size >= WEEK_S) return Math.floor(openS / size);
      if (size >= 60) return countBefore(prefixOf(size), size, openS);
      const minuteS = Math.floor(openS / 60) * 60;
      const inMinute = this.isOpen(minuteS) ? Math.floor((openS - minuteS) / size) : 0;
      return minutesBefore(minuteS) * (60 / size) + inMinute;
    },
    schedule(nowS) {
      const today = Math.floor(nowS / DAY_S) * DAY_S;
      return [-1, 0, 1, 2].flatMap((day) => announced(hours, today + day * DAY_S));
    },
  };
}

function trades(hours: Hours, minuteOfWeek: number): boolean {
  const day = (Math.floor(minuteOfWeek / DAY_MINUTES) + 4) % 7;
  const minute = minuteOfWeek % DAY_MINUTES;
  if (hours === 'otc') return minute < at(8, 4) || minute >= at(8, 10);
  return announcedMinutes(hours, day).some(([open, close]) => open <= minute && minute < close);
}

function announced(hours: Hours, dayS: number): [number, number][] {
  const weekday = (Math.floor(dayS / DAY_S) + 4) % 7;
  return announcedMinutes(hours, weekday).map(([open, close]) => [dayS + open * 60, dayS + close * 60]);
}

function announcedMinutes(hours: Hours, weekday: number): [number, number][] {
  if (hours === 'stocks') return weekday === SUNDAY || weekday === SATURDAY ? [] : [[at(13, 30), at(20, 0)]];
  if (hours === 'forex' && weekday === SATURDAY) return [];
  if (hours === 'forex' && weekday === FRIDAY) return [[0, at(20, 59)]];
  if (hours === 'forex' && weekday === SUNDAY) return [[at(21, 1), DAY_MINUTES]];
  return [[0, DAY_MINUTES]];
}

function at(hour: number, minute: number): number {
  return hour * 60 + minute;
}

function countUp(isOpenMinute: readonly boolean[], minutesPerCandle: number): Int32Array {
  const places = WEEK_MINUTES / minutesPerCandle;
  const prefix = new Int32Array(places + 1);
  for (let place = 0; place < places; place += 1) {
    const minutes = isOpenMinute.slice(place * minutesPerCandle, (place + 1) * minutesPerCandle);
    prefix[place + 1] = (prefix[place] ?? 0) + (minutes.includes(true) ? 1 : 0);
  }
  return prefix;
}

function countBefore(prefix: Int32Array, size: number, openS: number): number {
  const weeks = Math.floor(openS / WEEK_S);
  const perWeek = prefix.at(-1) ?? 0;
  return weeks * perWeek + (prefix[Math.floor((openS - weeks * WEEK_S) / size)] ?? 0);
}
