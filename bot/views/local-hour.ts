import { type EpochMs, HOUR_MS } from '#engine/index.ts';
import { zoneOffsetMs } from './time-zones.ts';

/** What a clock in this zone shows, 0–23. */
export function localHour(zone: string, atMs: EpochMs): number {
  return Math.floor((atMs + zoneOffsetMs(zone, atMs)) / HOUR_MS) % 24;
}

/** From one hour to the other, over midnight when the second is the earlier; equal: never. */
export function isQuiet({ fromHour, toHour }: { fromHour: number; toHour: number }, hour: number): boolean {
  if (fromHour <= toHour) return fromHour <= hour && hour < toHour;
  return hour >= fromHour || hour < toHour;
}
