import { DAY_S } from './days.ts';
import { secondsOf } from './seconds.ts';
import type { Series } from './series.ts';

/** Every candle length the platform knows, in seconds. */
export const SIZES: readonly number[] = [
  1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 43200, 86400, 604800, 2592000,
];

/** A candle as it travels; times in unix seconds. */
export interface SimulatedCandle {
  id: number;
  from: number;
  to: number;
  /** Nanoseconds of the last tick: `to` · 10⁹ once closed. */
  at: number;
  open: number;
  close: number;
  min: number;
  max: number;
  volume: number;
}

/** The candle that opens at `openS` as it stands at `nowS`; null when there was no trade in it yet. */
export function candleAt(series: Series, size: number, openS: number, nowS: number): SimulatedCandle | null {
  const endS = Math.min(openS + size, nowS + 1);
  const sum: Sum = { open: Number.NaN, close: Number.NaN, min: Infinity, max: -Infinity };
  if (size < 60) addSeconds(series, sum, openS, endS);
  else {
    const wholeS = Math.floor(endS / 60) * 60;
    addMinutes(series, sum, openS, wholeS);
    addSeconds(series, sum, Math.max(openS, wholeS), endS);
  }
  if (Number.isNaN(sum.open)) return null;
  const isClosed = nowS >= openS + size;
  return {
    id: idOf(series, size, openS),
    from: openS,
    to: openS + size,
    at: (isClosed ? openS + size : Math.floor(nowS)) * 1e9,
    ...sum,
    volume: (openS / size) % 50,
  };
}

/** Ids count existing candles, so that closed hours leave no hole in them. */
export function idOf(series: Series, size: number, openS: number): number {
  return firstId(series, size) + series.candlesBefore(size, openS);
}

export function firstId(series: Series, size: number): number {
  return 1000 + (series.asset.id % 97) * 13 + (size % 11);
}

interface Sum {
  open: number;
  close: number;
  min: number;
  max: number;
}

function add(sum: Sum, open: number, high: number, low: number, close: number): void {
  if (Number.isNaN(sum.open)) sum.open = open;
  sum.close = close;
  if (low < sum.min) sum.min = low;
  if (high > sum.max) sum.max = high;
}

function addMinutes(series: Series, sum: Sum, fromS: number, toS: number): void {
  for (let dayS = Math.floor(fromS / DAY_S) * DAY_S; dayS < toS; dayS += DAY_S) {
    if (dayS / DAY_S < series.firstDay) continue;
    const { open, high, low, close } = series.day(dayS / DAY_S);
    const last = Math.min(DAY_S, toS - dayS) / 60;
    for (let place = Math.max(0, fromS - dayS) / 60; place < last; place += 1) {
      const opened = open[place] ?? Number.NaN;
      if (!Number.isNaN(opened)) add(sum, opened, high[place] ?? opened, low[place] ?? opened, close[place] ?? opened);
    }
  }
}

/** Seconds [fromS, toS) of one minute. */
function addSeconds(series: Series, sum: Sum, fromS: number, toS: number): void {
  const minuteS = Math.floor(fromS / 60) * 60;
  if (toS <= fromS) return;
  const seconds = secondsOf(series, minuteS);
  if (!seconds) return;
  for (let second = fromS - minuteS; second < toS - minuteS && second < 60; second += 1) {
    const open = (second === 0 ? seconds.open : seconds.prices[second - 1]) ?? Number.NaN;
    const close = seconds.prices[second] ?? open;
    add(sum, open, Math.max(open, close), Math.min(open, close), close);
  }
}
