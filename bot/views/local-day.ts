import { DAY_MS, type EpochMs } from '#engine/index.ts';
import { zoneOffsetMs } from './time-zones.ts';

/** The day that a calendar in this zone shows now, from midnight to midnight, also where the clock is put back or forward. */
export function localDay(zone: string, nowMs: EpochMs): { fromMs: EpochMs; untilMs: EpochMs } {
  const startMs = Math.floor((nowMs + zoneOffsetMs(zone, nowMs)) / DAY_MS) * DAY_MS;
  return { fromMs: utcOf(zone, startMs), untilMs: utcOf(zone, startMs + DAY_MS) };
}

/** The moment at which a clock in this zone shows what `localMs` shows in UTC. */
function utcOf(zone: string, localMs: number): EpochMs {
  const guessMs = localMs - zoneOffsetMs(zone, localMs);
  return localMs - zoneOffsetMs(zone, guessMs);
}
