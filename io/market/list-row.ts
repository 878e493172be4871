import {
  breakEvenOf,
  coinBaseline,
  DAY_MS,
  DEFAULT_READING,
  type EpochMs,
  evaluate,
  type TopQuestion,
  windowRange,
} from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import type { ListRow } from '../db/lists.ts';
import { findAsset } from './assets.ts';
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

/** A window of blocks reaches over a closure of the market, at most this long. */
const LONGEST_CLOSURE_MS = 4 * DAY_MS;

/**
 * A shown row with its figures counted once more and everything it takes to count them again; null when its candles do
 * not give a result.
 */
export async function listRow(db: Database, request: ListRowRequest): Promise<ListRow | null> {
  const { shown, question, candlesUntilMs } = request;
  const { ticker, strategyId, payoutRatio, beats } = shown;
  const { timeframe, depth } = question;
  const fromMs = await firstCandleMs(db, request);
  const counted = await recount(db, { ticker, strategyId, timeframe, depth, fromMs, toMs: candlesUntilMs });
  const { counts, candleHash } = counted;
  if (counts.total === 0) return null;
  return {
    ...{ ticker, strategyId, payoutRatio, beats, fromMs, candleHash, counts, dojiRatio: counted.dojiRatio },
    ...{ strategyVersion: strategyOf({ strategyId, timeframe }).version },
    predictedRatio: (counts.total - counts.loss) / counts.total,
    coinRatio: coinBaseline({ depth, dojiRatio: counted.dojiRatio }),
    breakEvenRatio: breakEvenOf({ payoutRatio, depth }),
  };
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
