import { DAY_MS, type EpochMs, MINUTE_MS } from '#engine/index.ts';
import { zoneOffsetMs } from './time-zones.ts';

/** What calendar and clock show in a zone: `2026-11-20`, and minutes since midnight, 0–1439. */
export function localMinute(zone: string, atMs: EpochMs): { day: string; minuteOfDay: number } {
  const local = new Date(atMs + zoneOffsetMs(zone, atMs));
  const midnightMs = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate());
  return {
    day: local.toISOString().slice(0, 10),
    minuteOfDay: Math.floor((local.getTime() - midnightMs) / MINUTE_MS),
  };
}

/** The day before a day: `2026-11-30` of `2026-12-01`. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}
