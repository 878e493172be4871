import type { Colours } from '../columns.ts';
import { timeframeMs } from '../timeframe.ts';

/** Where the block that the first candle belongs to starts: at it (0), or so many places before the columns do (< 0). */
export function firstBlockStart({ startMs, timeframe }: Pick<Colours, 'startMs' | 'timeframe'>, block: number): number {
  const stepMs = timeframeMs(timeframe);
  const blockMs = block * stepMs;
  return (Math.floor(startMs / blockMs) * blockMs - startMs) / stepMs;
}
