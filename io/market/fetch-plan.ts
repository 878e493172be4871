import { type TimeRange, timeframeMs } from '#engine/index.ts';
import { STORED_TIMEFRAME } from './candle-store.ts';

/** The broker gives at most 1 000 candles an answer. */
export const PAGE_MS = 1_000 * timeframeMs(STORED_TIMEFRAME);

/** Cuts what is missing into pages, newest first. Holes that lie close travel together, since a call is what costs. */
export function planPages(missing: readonly TimeRange[]): TimeRange[] {
  const pages: TimeRange[] = [];
  for (const range of missing) {
    const last = pages.at(-1);
    if (last !== undefined && range.toMs - last.fromMs <= PAGE_MS) {
      pages[pages.length - 1] = { fromMs: last.fromMs, toMs: range.toMs };
      continue;
    }
    for (let fromMs = range.fromMs; fromMs < range.toMs; fromMs += PAGE_MS) {
      pages.push({ fromMs, toMs: Math.min(fromMs + PAGE_MS, range.toMs) });
    }
  }
  return pages.reverse();
}

/** How many candles of the missing ones lie in a page. */
export function missingIn(page: TimeRange, missing: readonly TimeRange[]): number {
  const overlapMs = (range: TimeRange) =>
    Math.max(0, Math.min(range.toMs, page.toMs) - Math.max(range.fromMs, page.fromMs));
  return missing.reduce((sum, range) => sum + overlapMs(range), 0) / timeframeMs(STORED_TIMEFRAME);
}
