import type { EpochMs } from '#engine/index.ts';

/** What a calendar and a clock on the wall show; every part as two digits, the year as four. */
export interface LocalTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
}

/**
 * A moment on the clock of an IANA zone. The parts are put together elsewhere: Intl's own short dates leave out
 * zeros in some languages and not in others.
 */
export function localTime({ atMs, zone }: { atMs: EpochMs; zone: string }): LocalTime {
  const parts = formatOf(zone).formatToParts(atMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

// A format costs more to build than a thousand uses of it.
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known) return known;
  const two = '2-digit';
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    hourCycle: 'h23',
  });
  FORMATS.set(zone, format);
  return format;
}
