import { z } from 'zod';
import { candleAt, firstId, SIZES, type SimulatedCandle } from './candles.ts';
import { DAY_S } from './days.ts';
import type { Series } from './series.ts';

const MAX_COUNT = 1000;
/** How many come when nothing says which. */
const DEFAULT_COUNT = 100;

/** What a history request may say. Field errors come back as a map, like the platform's. */
export const historyShape = z.object({
  active_id: z.coerce.number().int(),
  size: z.number().refine((size) => SIZES.includes(size), 'size is not supported'),
  from: z.number().int().optional(),
  to: z.number().int().optional(),
  from_id: z.number().int().optional(),
  to_id: z.number().int().optional(),
  count: z.number().int().positive('count must be greater than 0').optional(),
  only_closed: z.boolean().optional(),
});
export type HistoryRequest = z.infer<typeof historyShape>;

/**
 * The candles of one request. Every form of a range becomes a range of places: candle number n of the series.
 * Too many for one answer: the first thousand from a start, else the last up to an end.
 */
export function historyOf(series: Series, request: HistoryRequest, nowS: number): SimulatedCandle[] {
  const { size, from, to, from_id, to_id, count } = request;
  const formingS = Math.floor(nowS / size) * size;
  const lastClosedS = request.only_closed ? formingS - size : formingS;
  const lastS = Math.min(lastClosedS, Math.floor((to ?? nowS) / size) * size);
  const startS = Math.max(earliestS(series, size, nowS), Math.ceil((from ?? 0) / size) * size);
  const base = firstId(series, size);

  let first = Math.max(series.candlesBefore(size, startS), (from_id ?? 0) - base);
  let end = Math.min(series.candlesBefore(size, lastS + size), (to_id ?? Infinity) - base + 1);
  const isBounded = [from, to, from_id, to_id].some((bound) => bound !== undefined);
  const limit = Math.min(count ?? (isBounded ? MAX_COUNT : DEFAULT_COUNT), MAX_COUNT);
  const hasStart = from !== undefined || from_id !== undefined;
  if (end - first > limit && hasStart) end = first + limit;
  first = Math.max(first, end - limit);

  const candles: SimulatedCandle[] = [];
  if (end <= first) return candles;
  for (let openS = openOf(series, size, first, lastS); openS <= lastS && candles.length < end - first; openS += size) {
    const candle = candleAt(series, size, openS, nowS);
    if (candle) candles.push(candle);
  }
  return candles;
}

/** About `size` days are kept, at least a week. */
export function earliestS(series: Series, size: number, nowS: number): number {
  const depthS = Math.max(size, 7) * DAY_S;
  const oldestS = Math.max(series.firstDay * DAY_S, nowS - depthS);
  return Math.ceil(oldestS / size) * size;
}

/** When candle number `place` opens: the first time with more than `place` candles behind its end. */
function openOf(series: Series, size: number, place: number, lastS: number): number {
  let low = Math.floor((series.firstDay * DAY_S) / size);
  let high = lastS / size;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (series.candlesBefore(size, (middle + 1) * size) > place) high = middle;
    else low = middle + 1;
  }
  return low * size;
}
