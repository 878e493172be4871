import { AppError, type Candle, DAY_MS, type TimeRange, timeframeMs, timeframeSeconds } from '#engine/index.ts';
import type { AssetCategory } from '../broker/broker.ts';
import type { Database } from '../db/database.ts';
import { ensureAsset } from './assets.ts';
import type { Gap } from './candle-gaps.ts';
import { STORED_TIMEFRAME, saveCandles } from './candle-store.ts';
import { explainHole, type TradingHours } from './market-hours.ts';

export interface ImportRequest {
  readonly ticker: string;
  /** Of an asset that is not known yet. */
  readonly category: AssetCategory;
  /** Ascending, one a time, at least one. */
  readonly candles: readonly Candle[];
}

export interface ImportReport {
  readonly added: number;
  /** Times the store had a candle for already; those stay as they were. */
  readonly alreadyThere: number;
  /** UTC days with a candle of the file. */
  readonly days: number;
  /** First to last candle of the file. */
  readonly range: TimeRange;
  /** What the file lacks in between. */
  readonly holes: { readonly inMarketHours: HoleCount; readonly whileClosed: HoleCount };
}

/** Stretches without candles, and the minutes they hold together and at most. */
export interface HoleCount {
  readonly count: number;
  readonly minutes: number;
  readonly longestMinutes: number;
}

const STEP_MS = timeframeMs(STORED_TIMEFRAME);

/**
 * Puts candles of one's own into the store. Giving the same ones again changes nothing.
 *
 * Errors: CSV_INVALID when they are not of one minute; then nothing is stored.
 */
export async function importCandles(db: Database, { ticker, category, candles }: ImportRequest): Promise<ImportReport> {
  refuseLarger(candles);
  const asset = await ensureAsset(db, { ticker, category });
  const request = { assetId: asset.id, timeframeSeconds: timeframeSeconds(STORED_TIMEFRAME), candles };
  const { added } = await saveCandles(db, request);
  const opens = candles.map(({ openMs }) => openMs);
  return {
    added,
    alreadyThere: candles.length - added,
    days: new Set(opens.map((openMs) => Math.floor(openMs / DAY_MS))).size,
    range: { fromMs: opens[0] ?? 0, toMs: (opens.at(-1) ?? 0) + STEP_MS },
    holes: holesOf(candles, asset),
  };
}

/** A file of five-minute candles has every fifth minute; taken for minutes it would be four fifths of nothing. */
function refuseLarger(candles: readonly Candle[]): void {
  const steps = candles.slice(1).map(({ openMs }, at) => openMs - (candles[at]?.openMs ?? 0));
  if (steps.length === 0 || steps.includes(STEP_MS)) return;
  const minutes = steps.reduce((least, step) => Math.min(least, step)) / STEP_MS;
  throw new AppError('CSV_INVALID', {
    message: `The candles are ${minutes} minutes apart or more; the store keeps candles of one minute.`,
    remedy: 'Export the M1 series. Larger candles are made from it.',
  });
}

function holesOf(candles: readonly Candle[], hours: TradingHours): ImportReport['holes'] {
  const gaps = candles.slice(1).flatMap(({ openMs }, at): Gap[] => {
    const fromMs = (candles[at]?.openMs ?? 0) + STEP_MS;
    return openMs > fromMs ? explainHole({ fromMs, toMs: openMs }, hours) : [];
  });
  return {
    inMarketHours: count(gaps.filter(({ reason }) => reason === 'missing')),
    whileClosed: count(gaps.filter(({ reason }) => reason === 'closed')),
  };
}

function count(gaps: readonly Gap[]): HoleCount {
  const minutes = gaps.map(({ fromMs, toMs }) => (toMs - fromMs) / STEP_MS);
  return {
    count: minutes.length,
    minutes: minutes.reduce((sum, length) => sum + length, 0),
    longestMinutes: minutes.reduce((most, length) => Math.max(most, length), 0),
  };
}
