import {
  AppError,
  DEFAULT_READING,
  dojiRatio,
  evaluate,
  findStrategy,
  type Ratio,
  type Strategy,
  type Tally,
  type Timeframe,
  type TimeRange,
} from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { candleHash } from '../db/results.ts';
import { findAsset } from './assets.ts';
import { readColumns } from './candle-store.ts';

/** A plan on an asset over a fixed stretch of candles. */
export interface RecountRequest extends TimeRange {
  readonly ticker: string;
  readonly timeframe: Timeframe;
  readonly strategyId: string;
  readonly depth: number;
}

export interface Recounted {
  readonly counts: Tally;
  readonly dojiRatio: Ratio;
  /** Of what decides every figure: which candles there are, and their colours. */
  readonly candleHash: string;
  readonly present: number;
}

/**
 * What a plan did in [fromMs, toMs), by the stored candles of that stretch and no other. The same candles give the same
 * answer at any time later.
 *
 * Errors: BAD_INPUT for a strategy that does not exist.
 */
export async function recount(db: Database, request: RecountRequest): Promise<Recounted> {
  const { ticker, timeframe, depth, fromMs, toMs } = request;
  const asset = await findAsset(db, ticker);
  // An asset that is gone has no candles; 0 is nobody's id.
  const columns = await readColumns(db, { assetId: asset?.id ?? 0, timeframe, fromMs, toMs });
  const { counts, coverage } = evaluate(columns, {
    ...{ strategy: strategyOf(request), depth, reading: DEFAULT_READING },
    range: { fromMs, toMs },
  });
  const { maxLossStreak: _losses, maxWinStreak: _wins, ...tally } = counts;
  return {
    counts: tally,
    dojiRatio: dojiRatio(columns.colours),
    candleHash: candleHash(columns.colours),
    present: coverage.present,
  };
}

/** Errors: BAD_INPUT when there is none of that name. */
export function strategyOf({ strategyId, timeframe }: Pick<RecountRequest, 'strategyId' | 'timeframe'>): Strategy {
  const strategy = findStrategy({ timeframe, name: strategyId });
  if (strategy !== null) return strategy;
  throw new AppError('BAD_INPUT', { message: `Strategy "${strategyId}" does not exist on "${timeframe}".` });
}
