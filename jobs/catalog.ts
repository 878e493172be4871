import type { CatalogFacts } from '#bot/views/catalog.ts';
import {
  AppError,
  aggregate,
  type CatalogQuery,
  type Columns,
  DEFAULT_READING,
  DOJI,
  type EpochMs,
  type Evaluation,
  evaluate,
  MISSING,
  slice,
  strategyById,
  timeframeMs,
  windowRange,
} from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import type { StoredAsset } from '#io/market/assets.ts';
import { readColumns } from '#io/market/candle-store.ts';

/** A catalog worked out: the figures, and what the picture is drawn from. */
export interface Catalog {
  readonly columns: Columns;
  readonly evaluation: Evaluation;
  readonly facts: CatalogFacts;
}

/**
 * Works a question out from the candles in the store.
 * Errors: NO_CANDLES when the store has none in that window.
 */
export async function workOutCatalog(
  db: Database,
  { query, asset, nowMs, zone }: { query: CatalogQuery; asset: StoredAsset; nowMs: EpochMs; zone: string },
): Promise<Catalog> {
  const strategy = strategyById({ id: query.strategyId, timeframe: query.timeframe });
  if (strategy === null) throw new AppError('BAD_INPUT', { message: `Strategy "${query.strategyId}" does not exist.` });
  const { fromMs, toMs } = windowRange({ window: query.window, strategy, depth: query.depth, nowMs });
  const columns = await readColumns(db, { assetId: asset.id, timeframe: query.timeframe, fromMs, toMs });
  const evaluation = evaluate(columns, {
    strategy,
    depth: query.depth,
    reading: DEFAULT_READING,
    live: true,
    ...(query.window.kind === 'blocks' ? { lastBlocks: query.window.count } : {}),
  });
  const used = usedColumns(columns, evaluation);
  const { dojis, present } = countColours(used);
  if (present === 0) throw new AppError('NO_CANDLES', { message: `No candles of "${asset.ticker}" in the window.` });
  return {
    columns,
    evaluation,
    facts: {
      query,
      strategyVersion: strategy.version,
      counts: evaluation.counts,
      coverage: evaluation.coverage,
      period: { fromMs: used.startMs, toMs: used.startMs + used.colours.length * timeframeMs(query.timeframe) },
      payoutRatio: asset.payoutRatio,
      dojiRatio: dojis / present,
      zone,
      nowMs,
    },
  };
}
