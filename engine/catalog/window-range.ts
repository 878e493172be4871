import type { TimeRange } from '../columns.ts';
import type { Strategy } from '../strategies/strategy.ts';
import { timeframeMs } from '../timeframe.ts';
import { DAY_MS, type EpochMs, HOUR_MS } from '../units.ts';
import type { Window } from './query.ts';

/** Blocks fetched beyond the ones asked for, because some will have holes: a tenth, and a few. */
const SPARE_SHARE = 0.1;
const SPARE_BLOCKS = 4;

/** A window of blocks reaches over a closure of the market, at most this long. */
export const LONGEST_CLOSURE_MS = 4 * DAY_MS;

export interface WindowRangeOptions {
  readonly window: Window;
  readonly strategy: Strategy;
  /** One the strategy is defined for. */
  readonly depth: number;
  readonly nowMs: EpochMs;
}

/**
 * The closed candles a window needs, from the start of a block. Candles still forming are left out.
 *
 * A window of blocks asks for a few more than its count; a market that was closed in between may need more still.
 */
export function windowRange(options: WindowRangeOptions): TimeRange {
  const { window, strategy, depth, nowMs } = options;
  const candleMs = timeframeMs(strategy.timeframe);
  const blockMs = strategy.block * candleMs;
  const closedMs = floorTo(nowMs, candleMs);
  const toMs = window.kind === 'dates' ? Math.min(window.toMs, closedMs) : closedMs;
  const fromMs = floorTo(startOf({ window, strategy, depth, toMs, blockMs }), blockMs);
  return { fromMs: Math.min(fromMs, toMs), toMs };
}

function startOf(at: Omit<WindowRangeOptions, 'nowMs'> & { toMs: EpochMs; blockMs: number }): EpochMs {
  const { window, strategy, depth, toMs, blockMs } = at;
  switch (window.kind) {
    case 'blocks': {
      const reach = Math.ceil(strategy.levels[depth]! / strategy.block) + 1;
      const spare = Math.ceil(window.count * SPARE_SHARE) + SPARE_BLOCKS;
      return toMs - (window.count + reach + spare) * blockMs;
    }
    case 'hours':
      return toMs - window.count * HOUR_MS;
    case 'days':
      return toMs - window.count * DAY_MS;
    case 'dates':
      return window.fromMs;
  }
}

function floorTo(ms: EpochMs, stepMs: number): EpochMs {
  return Math.floor(ms / stepMs) * stepMs;
}
