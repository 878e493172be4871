import { MISSING } from '../candle.ts';
import type { Columns } from '../columns.ts';
import { timeframeMs } from '../timeframe.ts';
import type { EpochMs } from '../units.ts';

/** A place on the picture, left to right. A long closure of the market takes one place instead of hundreds. */
export interface Slots {
  /** Open time at each slot; NaN where a closure was left out. */
  readonly timesMs: readonly EpochMs[];
  /** Where candles that exist are found in the columns: slot → index. */
  readonly indexes: ReadonlyMap<number, number>;
  slotAt(timeMs: EpochMs): number | undefined;
}

/** Up to this many missing candles in a row are shown as the hole they are. */
const LONGEST_HOLE = 5;

/**
 * Gives the candle times in [fromMs, toMs) their slots; of more than `most`, the latest.
 *
 * Shape: the times lie on the candle grid and may reach past the columns. Holes at either end get no slot.
 */
export function placeSlots(
  columns: Columns,
  { fromMs, toMs, most }: { fromMs: EpochMs; toMs: EpochMs; most: number },
): Slots {
  const timesMs = placedTimes(columns, { fromMs, toMs }).slice(-most);
  const slots = new Map(timesMs.map((timeMs, slot) => [timeMs, slot]));
  slots.delete(Number.NaN);
  const indexes = timesMs.flatMap((timeMs, slot): [number, number][] => {
    const index = indexOf(columns, timeMs);
    return hasCandle(columns, index) ? [[slot, index]] : [];
  });
  return { timesMs, indexes: new Map(indexes), slotAt: (timeMs) => slots.get(timeMs) };
}

function placedTimes(columns: Columns, { fromMs, toMs }: { fromMs: EpochMs; toMs: EpochMs }): EpochMs[] {
  const stepMs = timeframeMs(columns.timeframe);
  const placed: EpochMs[] = [];
  let hole: EpochMs[] = [];
  for (let timeMs = fromMs; timeMs < toMs; timeMs += stepMs) {
    if (!hasCandle(columns, indexOf(columns, timeMs))) {
      if (placed.length > 0) hole.push(timeMs);
      continue;
    }
    placed.push(...(hole.length > LONGEST_HOLE ? [Number.NaN] : hole), timeMs);
    hole = [];
  }
  return placed;
}

function indexOf(columns: Columns, timeMs: EpochMs): number {
  return (timeMs - columns.startMs) / timeframeMs(columns.timeframe);
}

function hasCandle({ colours }: Columns, index: number): boolean {
  return (colours[index] ?? MISSING) !== MISSING;
}
