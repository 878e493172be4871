import { DAY_MS, type EpochMs, HOUR_MS, type TimeRange } from '#engine/index.ts';
import type { StoredAsset } from './assets.ts';
import type { Gap } from './candle-gaps.ts';

export type TradingHours = Pick<StoredAsset, 'category' | 'isOtc' | 'schedule'>;

const FRIDAY = 5;
/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = 4;
/** The world's currency market closes and opens at 17:00 in New York. */
const NEW_YORK_CLOSE_HOUR = 17;
const NEW_YORK = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hour: '2-digit', hourCycle: 'h23' });

/**
 * Says of each part of a stretch without candles why it has none. Where the broker announced hours they count; elsewhere
 * the weekend is closed, except for OTC and crypto, which trade round the clock.
 */
export function explainHole(hole: TimeRange, hours: TradingHours): Gap[] {
  const gaps: Gap[] = [];
  let fromMs = hole.fromMs;
  const add = (toMs: EpochMs, reason: Gap['reason']) => {
    if (toMs > fromMs) gaps.push({ fromMs, toMs, reason });
    fromMs = Math.max(fromMs, toMs);
  };
  for (const closed of closedStretches(hole, hours)) {
    add(Math.min(Math.max(closed.fromMs, hole.fromMs), hole.toMs), 'missing');
    add(Math.min(closed.toMs, hole.toMs), 'closed');
  }
  add(hole.toMs, 'missing');
  return gaps;
}

/** Ascending by their start. */
function closedStretches(range: TimeRange, { schedule, category, isOtc }: TradingHours): TimeRange[] {
  const announced = schedule.slice(1).map((next, at) => ({
    fromMs: schedule[at]?.closeMs ?? next.openMs,
    toMs: next.openMs,
  }));
  if (isOtc || category === 'crypto') return announced;
  const [knownFromMs, knownToMs] = [schedule[0]?.openMs ?? Number.POSITIVE_INFINITY, schedule.at(-1)?.closeMs ?? 0];
  const guessed = weekends(range).filter(({ fromMs, toMs }) => toMs <= knownFromMs || fromMs >= knownToMs);
  return [...announced, ...guessed].sort((left, right) => left.fromMs - right.fromMs);
}

/** The weekends that touch a range. */
export function weekends(range: TimeRange): TimeRange[] {
  const found: TimeRange[] = [];
  const lastDay = Math.floor(range.toMs / DAY_MS);
  for (let day = Math.floor(range.fromMs / DAY_MS) - 2; day <= lastDay; day += 1) {
    if ((day + EPOCH_WEEKDAY) % 7 !== FRIDAY) continue;
    const weekend = { fromMs: newYorkClose(day), toMs: newYorkClose(day + 2) };
    if (weekend.toMs > range.fromMs && weekend.fromMs < range.toMs) found.push(weekend);
  }
  return found;
}

/** 21:00 UTC in the summer of New York, 22:00 in its winter. */
function newYorkClose(day: number): EpochMs {
  const noonMs = day * DAY_MS + 12 * HOUR_MS;
  const hoursBehind = 12 - Number(NEW_YORK.format(noonMs));
  return day * DAY_MS + (NEW_YORK_CLOSE_HOUR + hoursBehind) * HOUR_MS;
}
