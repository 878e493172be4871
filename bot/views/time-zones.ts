import { type EpochMs, HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';

/** Zones offered, most likely first. The order is written in buttons (bot/callback-data.ts): add at the end only. */
export const TIME_ZONES = [
  'America/Sao_Paulo',
  'America/Manaus',
  'America/Rio_Branco',
  'America/Noronha',
  'Europe/Lisbon',
  'Africa/Luanda',
  'Africa/Maputo',
  'America/Buenos_Aires',
  'America/Santiago',
  'America/Bogota',
  'America/Mexico_City',
  'Europe/Madrid',
  'America/New_York',
  'Asia/Dubai',
  'UTC',
] as const;
export type OfferedZone = (typeof TIME_ZONES)[number];

const KEYS: Record<OfferedZone, string> = {
  'America/Sao_Paulo': 'zone-sao-paulo',
  'America/Manaus': 'zone-manaus',
  'America/Rio_Branco': 'zone-rio-branco',
  'America/Noronha': 'zone-noronha',
  'Europe/Lisbon': 'zone-lisbon',
  'Africa/Luanda': 'zone-luanda',
  'Africa/Maputo': 'zone-maputo',
  'America/Buenos_Aires': 'zone-buenos-aires',
  'America/Santiago': 'zone-santiago',
  'America/Bogota': 'zone-bogota',
  'America/Mexico_City': 'zone-mexico-city',
  'Europe/Madrid': 'zone-madrid',
  'America/New_York': 'zone-new-york',
  'Asia/Dubai': 'zone-dubai',
  UTC: 'zone-utc',
};

/** `Brasília`, in the person's language; a zone that we do not offer keeps the city of its own name. */
export function zoneName(words: Words, zone: string): string {
  const key = KEYS[zone as OfferedZone];
  return key ? words.say(key) : (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** What a clock in this zone shows more than UTC at this moment, in milliseconds. */
export function zoneOffsetMs(zone: string, atMs: EpochMs): number {
  const parts = offsetFormatOf(zone).formatToParts(atMs);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(offset) ?? [];
  if (!sign) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS);
}

/** An offset holds for a quarter of an hour at least. */
const OFFSET_STEP_MS = 15 * MINUTE_MS;

/** The same for moments in order: of those close together only the first is worked out. */
export function zoneOffsets(zone: string): (atMs: EpochMs) => number {
  let known = { quarter: Number.NaN, offsetMs: 0 };
  return (atMs) => {
    const quarter = Math.floor(atMs / OFFSET_STEP_MS);
    if (quarter !== known.quarter) known = { quarter, offsetMs: zoneOffsetMs(zone, atMs) };
    return known.offsetMs;
  };
}

// A format costs more to build than a thousand uses of it.
const OFFSET_FORMATS = new Map<string, Intl.DateTimeFormat>();

function offsetFormatOf(zone: string): Intl.DateTimeFormat {
  const known = OFFSET_FORMATS.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  OFFSET_FORMATS.set(zone, format);
  return format;
}
