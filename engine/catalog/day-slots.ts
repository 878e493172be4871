import type { UtcOffset } from '../calendar.ts';
import { GREEN, MISSING, RED } from '../candle.ts';
import type { Columns } from '../columns.ts';
import { timeframeMs } from '../timeframe.ts';
import { DAY_MS, MINUTE_MS } from '../units.ts';

/** The days of one parity at one time of the day. */
export interface Half {
  readonly minuteOfDay: number;
  n: number;
  /** By colour code of the entry candle. */
  readonly seen: number[];
  /** By direction: days won at each level. */
  readonly won: Readonly<Record<number, number[]>>;
}

/** An offset holds for a quarter of an hour at least. */
const OFFSET_STEP_MS = 15 * MINUTE_MS;

/** Every time of the day with its even and its odd days. A day counts where the candle and those of all its gales exist. */
export function slotsOf(
  columns: Columns,
  { utcOffsetMsAt, depth }: { utcOffsetMsAt: UtcOffset; depth: number },
): [even: Half, odd: Half][] {
  const stepMs = timeframeMs(columns.timeframe);
  const slots = Array.from({ length: DAY_MS / stepMs }, (_, slot): [Half, Half] => {
    const half = (): Half => ({
      minuteOfDay: (slot * stepMs) / MINUTE_MS,
      n: 0,
      seen: [0, 0, 0, 0],
      won: { [GREEN]: new Array(depth + 1).fill(0), [RED]: new Array(depth + 1).fill(0) },
    });
    return [half(), half()];
  });
  eachEntry(columns, { utcOffsetMsAt, depth }, ({ slot, isOdd, tries }) => {
    const half = slots[slot]![isOdd ? 1 : 0];
    half.n++;
    half.seen[tries[0]!]!++;
    for (const direction of [GREEN, RED]) {
      const level = tries.indexOf(direction);
      if (level >= 0) half.won[direction]![level]!++;
    }
  });
  return slots;
}

/** A candle with those of its gales behind it. */
interface DayEntry {
  /** Of the day, in candles. */
  readonly slot: number;
  /** Of the local day. */
  readonly isOdd: boolean;
  /** Colour codes, depth + 1 of them, none missing. */
  readonly tries: Uint8Array;
}

/** Oldest first. */
export function eachEntry(
  { colours, startMs, timeframe }: Columns,
  { utcOffsetMsAt, depth }: { utcOffsetMsAt: UtcOffset; depth: number },
  visit: (entry: DayEntry) => void,
): void {
  const stepMs = timeframeMs(timeframe);
  let [offsetMs, offsetUntilMs] = [0, Number.NEGATIVE_INFINITY];
  for (let place = 0; place + depth < colours.length; place++) {
    const atMs = startMs + place * stepMs;
    if (atMs >= offsetUntilMs) {
      offsetMs = utcOffsetMsAt(atMs);
      offsetUntilMs = (Math.floor(atMs / OFFSET_STEP_MS) + 1) * OFFSET_STEP_MS;
    }
    const tries = colours.subarray(place, place + depth + 1);
    if (tries.includes(MISSING)) continue;
    const day = Math.floor((atMs + offsetMs) / DAY_MS);
    visit({ slot: Math.floor((atMs + offsetMs - day * DAY_MS) / stepMs), isOdd: (day & 1) === 1, tries });
  }
}

/** MISSING when neither colour is. */
export function moreFrequent(seen: readonly number[]): number {
  if (seen[GREEN] === seen[RED]) return MISSING;
  return seen[GREEN]! > seen[RED]! ? GREEN : RED;
}
