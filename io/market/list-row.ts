import {
  breakEvenOf,
  coinBaseline,
  DEFAULT_READING,
  type EpochMs,
  evaluate,
  LONGEST_CLOSURE_MS,
  MINUTE_MS,
  type TopQuestion,
  windowRange,
} from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import type { ListRow } from '../db/lists.ts';
import { findAsset } from './assets.ts';
import { missingRanges } from './candle-gaps.ts';
import { readColumns } from './candle-store.ts';
import { recount, strategyOf } from './recount.ts';

/** A combination that a list shows. */
export interface Shown {
  readonly ticker: string;
  readonly strategyId: string;
  readonly payoutRatio: number | null;
  readonly beats: boolean;
}

export interface ListRowRequest {
  readonly shown: Shown;
  readonly question: Pick<TopQuestion, 'timeframe' | 'depth' | 'window'>;
  readonly candlesUntilMs: EpochMs;
}

/** The broker may still correct candles that are younger. */
export const SETTLED_AFTER_MS = 15 * MINUTE_MS;

/**
 * A shown row with its figures counted once more and everything it takes to count them again; null when its candles do
 * not give a result.
 */
export async function listRow(db: Database, request: ListRowRequest & { nowMs: EpochMs }): Promise<ListRow | null> {
  const fromMs = await firstCandleMs(db, request);
  const counted = await countRow(db, { ...request, fromMs });
  if (counted.counts.total === 0) return null;
  return { ...counted, isFinal: await isFinal(db, { ...request, fromMs }) };
}

/** The same by the candles of a stretch that is known: a row of long ago comes out as it was, or something has changed. */
export async function countRow(
  db: Database,
  request: ListRowRequest & { fromMs: EpochMs },
): Promise<Omit<ListRow, 'isFinal'>> {
  const { shown, question, candlesUntilMs: toMs, fromMs } = request;
  const { ticker, strategyId, payoutRatio, beats } = shown;
  const { timeframe, depth } = question;
  const { counts, dojiRatio, candleHash } = await recount(db, { ticker, strategyId, timeframe, depth, fromMs, toMs });
  return {
    ...{ ticker, strategyId, payoutRatio, beats, fromMs, candleHash, counts, dojiRatio },
    strategyVersion: strategyOf({ strategyId, timeframe }).version,
    predictedRatio: (counts.total - counts.loss) / Math.max(1, counts.total),
    coinRatio: coinBaseline({ depth, dojiRatio }),
    breakEvenRatio: breakEvenOf({ payoutRatio, depth }),
  };
}

/** Every candle is here or known not to exist, and old enough that the broker corrects it no more. */
async function isFinal(
  db: Database,
  { shown, candlesUntilMs: toMs, fromMs, nowMs }: ListRowRequest & { fromMs: EpochMs; nowMs: EpochMs },
): Promise<boolean> {
  if (toMs > nowMs - SETTLED_AFTER_MS) return false;
  const asset = await findAsset(db, shown.ticker);
  return asset !== null && (await missingRanges(db, { assetId: asset.id, fromMs, toMs, nowMs })).length === 0;
}

/** Where the window starts: of so many blocks, that is known only once they are counted. */
async function firstCandleMs(db: Database, { shown, question, candlesUntilMs }: ListRowRequest): Promise<EpochMs> {
  const { window, depth, timeframe } = question;
  const strategy = strategyOf({ strategyId: shown.strategyId, timeframe });
  const range = windowRange({ window, strategy, depth, nowMs: candlesUntilMs });
  if (window.kind !== 'blocks') return range.fromMs;
  const asset = await findAsset(db, shown.ticker);
  const longer = { fromMs: range.fromMs - LONGEST_CLOSURE_MS, toMs: candlesUntilMs };
  const columns = await readColumns(db, { assetId: asset?.id ?? 0, timeframe, ...longer });
  const { cycles } = evaluate(columns, { strategy, depth, reading: DEFAULT_READING, lastBlocks: window.count });
  return cycles[0]?.blockMs ?? range.fromMs;
}
