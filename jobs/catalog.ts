import type { CatalogFacts } from '#bot/views/catalog.ts';
import {
  AppError,
  type CatalogQuery,
  type Columns,
  DEFAULT_READING,
  DOJI,
  type EpochMs,
  type Evaluation,
  evaluate,
  findStrategy,
  MISSING,
  type Strategy,
  slice,
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

export interface CatalogTask {
  readonly query: CatalogQuery;
  readonly asset: StoredAsset;
  readonly nowMs: EpochMs;
  readonly zone: string;
}

/** The stretch of one-minute candles a question needs. Errors: BAD_INPUT for a strategy that does not exist. */
export function neededRange({ query, nowMs }: Pick<CatalogTask, 'query' | 'nowMs'>): {
  fromMs: EpochMs;
  toMs: EpochMs;
} {
  return windowRange({ window: query.window, strategy: strategyOf(query), depth: query.depth, nowMs });
}

/**
 * Works a question out from the candles in the store.
 * Errors: NO_CANDLES when the store has none in that window.
 */
export async function workOutCatalog(db: Database, { query, asset, nowMs, zone }: CatalogTask): Promise<Catalog> {
  const strategy = strategyOf(query);
  const { fromMs, toMs } = neededRange({ query, nowMs });
  const columns = await readColumns(db, { assetId: asset.id, timeframe: query.timeframe, fromMs, toMs });
  const evaluation = evaluate(columns, {
    strategy,
    depth: query.depth,
    reading: DEFAULT_READING,
    live: true,
    ...(query.window.kind === 'blocks' ? { lastBlocks: query.window.count } : {}),
  });
  const first = evaluation.cycles[0];
  const used = slice(columns, { fromMs: first?.blockMs ?? fromMs, toMs });
  const { dojis, present } = countColours(used.colours);
  if (present === 0) throw new AppError('NO_CANDLES', { message: `"${asset.ticker}" has no candles in the window.` });
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

function strategyOf({ strategyId, timeframe }: CatalogQuery): Strategy {
  const strategy = findStrategy({ timeframe, name: strategyId });
  if (strategy === null) {
    throw new AppError('BAD_INPUT', { message: `Strategy "${strategyId}" does not exist on "${timeframe}".` });
  }
  return strategy;
}

function countColours(colours: Uint8Array): { dojis: number; present: number } {
  let dojis = 0;
  let present = 0;
  for (const colour of colours) {
    if (colour !== MISSING) present += 1;
    if (colour === DOJI) dojis += 1;
  }
  return { dojis, present };
}
