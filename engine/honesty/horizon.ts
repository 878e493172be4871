import type { Window } from '../catalog/query.ts';
import type { TimeRange } from '../columns.ts';
import type { Strategy } from '../strategies/strategy.ts';
import { timeframeMs } from '../timeframe.ts';
import { DAY_MS, type EpochMs, HOUR_MS } from '../units.ts';

/** How far ahead a list is judged. day: 24 hours; window: as long as it looked back. */
export const HORIZONS = ['day', 'window'] as const;
export type Horizon = (typeof HORIZONS)[number];

/**
 * The candles that judge a row of a list: from the first one that opens after the list was written. No candle of the
 * prediction is among them, and none that was known when it was made.
 */
export function horizonRange(request: {
  horizon: Horizon;
  createdAtMs: EpochMs;
  window: Window;
  strategy: Strategy;
}): TimeRange {
  const { horizon, createdAtMs, window, strategy } = request;
  const candleMs = timeframeMs(strategy.timeframe);
  const fromMs = Math.ceil(createdAtMs / candleMs) * candleMs;
  const lengthMs = horizon === 'day' ? DAY_MS : lengthOf(window, strategy);
  return { fromMs, toMs: fromMs + lengthMs };
}

function lengthOf(window: Window, strategy: Strategy): number {
  switch (window.kind) {
    case 'blocks':
      return window.count * strategy.block * timeframeMs(strategy.timeframe);
    case 'hours':
      return window.count * HOUR_MS;
    case 'days':
      return window.count * DAY_MS;
    case 'dates':
      return window.toMs - window.fromMs;
  }
}
