import { type Candle, colourOf, DAY_MS, MISSING, SECOND_MS } from '#engine/index.ts';
import { packChunk, unpackChunk } from './chunk.ts';
import { presentSlots, type Slots } from './slots.ts';

export interface DayMerge {
  /** The day's chunk as stored; no bytes when there was none. */
  readonly stored: Buffer;
  readonly candles: readonly Candle[];
  readonly timeframeSeconds: number;
  /** Whether the candles given are of a newer revision than the stored ones. */
  readonly isNewer: boolean;
}

export interface MergedDay {
  readonly data: Buffer;
  readonly candleCount: number;
  readonly added: number;
  readonly revised: number;
}

/** Lays candles over a stored day: into free slots always, over a stored candle only when they are newer. */
export function mergeDay({ stored, candles, timeframeSeconds, isNewer }: DayMerge): MergedDay {
  const day = emptySlots(DAY_MS / SECOND_MS / timeframeSeconds);
  unpackChunk(stored, { into: day, at: 0 });
  const before = day.colours.slice();
  const taken = new Uint8Array(day.colours.length);
  let added = 0;
  let revised = 0;
  for (const candle of candles) {
    const slot = (candle.openMs % DAY_MS) / SECOND_MS / timeframeSeconds;
    const isStored = before[slot] !== MISSING;
    const isFirst = taken[slot] === 0;
    taken[slot] = 1;
    if (!isFirst || (isStored && (!isNewer || isSame(day, slot, candle)))) continue;
    put(day, slot, candle);
    if (isStored) revised += 1;
    else added += 1;
  }
  return { data: packChunk(day), candleCount: presentSlots(day.colours).length, added, revised };
}

function emptySlots(length: number): Slots {
  const prices = () => new Float64Array(length).fill(Number.NaN);
  return { colours: new Uint8Array(length), open: prices(), high: prices(), low: prices(), close: prices() };
}

function put(day: Slots, slot: number, candle: Candle): void {
  day.colours[slot] = colourOf(candle);
  day.open[slot] = candle.open;
  day.high[slot] = candle.high;
  day.low[slot] = candle.low;
  day.close[slot] = candle.close;
}

function isSame(day: Slots, slot: number, candle: Candle): boolean {
  return (
    day.open[slot] === candle.open &&
    day.high[slot] === candle.high &&
    day.low[slot] === candle.low &&
    day.close[slot] === candle.close
  );
}
