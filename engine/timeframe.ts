import { SECOND_MS } from './units.ts';

export const TIMEFRAMES = ['M1', 'M5', 'M15'] as const;
/** The candle lengths a catalog works on. */
export type Timeframe = (typeof TIMEFRAMES)[number];

const SECONDS: Record<Timeframe, number> = { M1: 60, M5: 300, M15: 900 };

export function timeframeSeconds(timeframe: Timeframe): number {
  return SECONDS[timeframe];
}

export function timeframeMs(timeframe: Timeframe): number {
  return SECONDS[timeframe] * SECOND_MS;
}
