import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Candle, EpochMs } from '#engine/index.ts';
import { readCandleFile } from '../../market/candle-file.ts';
import type { SimulatedAsset } from './assets.ts';
import { DAY_MINUTES, DAY_S, type Day, emptyDay } from './days.ts';
import { createSeededSeries, type SeededSeries, type Series } from './series.ts';

const HOUR_S = 3_600;
const FILE_NAME = /^([A-Za-z0-9]+)_M1_.*\.csv(\.gz)?$/;

/** Candles of one symbol, moved in time but otherwise as they were. */
export interface ImportedCandles {
  readonly symbol: string;
  readonly candles: readonly Candle[];
}

/**
 * Reads the `SYMBOL_M1_*.csv[.gz]` files of a folder, one symbol from one file, and moves each by whole hours
 * so that its last candle falls into the hour of `endMs`: blocks keep their place on the clock, colours stay.
 * Errors: those of reading a candle file.
 */
export async function readImports(folder: string, endMs: EpochMs): Promise<ImportedCandles[]> {
  const files = (await readdir(folder)).sort();
  const imports = new Map<string, ImportedCandles>();
  for (const file of files) {
    const symbol = FILE_NAME.exec(file)?.[1]?.toUpperCase();
    if (!symbol || imports.has(symbol)) continue;
    const { candles } = await readCandleFile(join(folder, file));
    imports.set(symbol, { symbol, candles: moveTo(candles, endMs) });
  }
  return [...imports.values()];
}

function moveTo(candles: readonly Candle[], endMs: EpochMs): Candle[] {
  const hourMs = HOUR_S * 1000;
  const lastMs = candles.at(-1)?.openMs ?? endMs;
  const shiftMs = (Math.floor(endMs / hourMs) - Math.floor(lastMs / hourMs)) * hourMs;
  return candles.map((candle) => ({ ...candle, openMs: candle.openMs + shiftMs }));
}

/** As many digits as the prices use, for quoting and for going on after the file. */
export function digitsOf(candles: readonly Candle[]): number {
  return candles.slice(-500).reduce((digits, { close }) => Math.max(digits, `${close}`.split('.')[1]?.length ?? 0), 0);
}

/** First the file's candles with their own gaps, then a seeded market that goes on from the last close. */
export function createImportedSeries(candles: readonly Candle[], seeded: SeededSeries): Series {
  const after = createSeededSeries(seeded);
  const days = dayTable(candles);
  const firstDay = Math.min(...days.keys());
  const lastMinute = Math.floor((candles.at(-1)?.openMs ?? 0) / 60_000);
  const joinDay = Math.floor((lastMinute + 1) / DAY_MINUTES);
  const factor = (candles.at(-1)?.close ?? 1) / (after.day(joinDay).open[(lastMinute + 1) % DAY_MINUTES] ?? 1);
  const counts = new Map<string, number>();

  function day(index: number): Day {
    if (index < joinDay) return days.get(index) ?? emptyDay();
    return seeded.cache.get(`${seeded.asset.id} ${index} joined`, () => {
      const joined = scaled(after.day(index), factor, seeded.asset);
      const own = days.get(index) ?? emptyDay();
      return { ...overlay(joined, own, lastMinute - index * DAY_MINUTES) };
    });
  }

  /** Existing candles of whole days, counted on from the first. */
  function countUntil(size: number, index: number): number {
    if (index <= firstDay) return 0;
    const key = `${size} ${index}`;
    let count = counts.get(key);
    if (count === undefined) {
      count = countUntil(size, index - 1) + countIn(day(index - 1), size, DAY_S);
      counts.set(key, count);
    }
    return count;
  }

  return {
    asset: seeded.asset,
    seed: seeded.seed,
    firstDay,
    day,
    candlesBefore(size, openS) {
      if (size > DAY_S) return Math.floor(openS / size);
      const index = Math.floor(openS / DAY_S);
      if (index < firstDay) return 0;
      return countUntil(size, index) + countIn(day(index), size, openS - index * DAY_S);
    },
  };
}

function dayTable(candles: readonly Candle[]): Map<number, Day> {
  const days = new Map<number, Day>();
  for (const { openMs, open, high, low, close } of candles) {
    const minute = Math.floor(openMs / 60_000);
    const index = Math.floor(minute / DAY_MINUTES);
    const day = days.get(index) ?? emptyDay();
    days.set(index, day);
    const place = minute - index * DAY_MINUTES;
    day.open[place] = open;
    day.high[place] = high;
    day.low[place] = low;
    day.close[place] = close;
  }
  return days;
}

function scaled(day: Day, factor: number, asset: SimulatedAsset): Day {
  const scale = 10 ** asset.digits;
  const column = (prices: Float64Array) => prices.map((price) => Math.round(price * factor * scale) / scale);
  return { open: column(day.open), high: column(day.high), low: column(day.low), close: column(day.close) };
}

/** Up to and including `lastOwn` the file speaks, gaps and all; after it the market that goes on. */
function overlay(day: Day, own: Day, lastOwn: number): Day {
  if (lastOwn < 0) return day;
  const column = (key: keyof Day) => {
    const merged = Float64Array.from(day[key]);
    merged.set(own[key].subarray(0, lastOwn + 1));
    return merged;
  };
  return { open: column('open'), high: column('high'), low: column('low'), close: column('close') };
}

/** Candles of this size with at least one minute, in the first `untilS` seconds of the day. */
function countIn(day: Day, size: number, untilS: number): number {
  const exists = (place: number) => !Number.isNaN(day.open[place] ?? Number.NaN);
  if (size < 60) {
    const minutes = Math.floor(untilS / 60);
    const inMinute = exists(minutes) ? Math.floor((untilS % 60) / size) : 0;
    return countIn(day, 60, minutes * 60) * (60 / size) + inMinute;
  }
  const width = size / 60;
  let count = 0;
  for (let place = 0; place < untilS / 60; place += width) {
    let minute = place;
    while (minute < place + width && !exists(minute)) minute += 1;
    if (minute < place + width) count += 1;
  }
  return count;
}
