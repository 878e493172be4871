import type { TimeRange } from '../columns.ts';
import { AppError } from '../errors.ts';
import { findStrategy } from '../strategies/find.ts';
import { timeframeMs } from '../timeframe.ts';
import type { EpochMs } from '../units.ts';
import type { CatalogQuery } from './query.ts';
import { windowRange } from './window-range.ts';

export interface AnswerMoment {
  /** The closed candles that are asked for. */
  readonly range: TimeRange;
  /** With the next candle the question is another one; null: the window ended in the past. */
  readonly untilMs: EpochMs | null;
}

/** Which candles a question means at this moment. Errors: BAD_INPUT for a strategy that does not exist. */
export function answerMoment({ query, nowMs }: { query: CatalogQuery; nowMs: EpochMs }): AnswerMoment {
  const { window, timeframe, strategyId, depth } = query;
  const strategy = findStrategy({ timeframe, name: strategyId });
  if (strategy === null) {
    throw new AppError('BAD_INPUT', { message: `Strategy "${strategyId}" does not exist on "${timeframe}".` });
  }
  const range = windowRange({ window, strategy, depth, nowMs });
  const stepMs = timeframeMs(timeframe);
  return { range, untilMs: range.toMs + stepMs > nowMs ? range.toMs + 2 * stepMs : null };
}
