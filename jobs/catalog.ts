import type { CatalogFacts } from '#bot/views/catalog.ts';
import {
  AppError,
  type CatalogQuery,
  type Columns,
  DAY_MS,
  DEFAULT_READING,
  DOJI,
  type EpochMs,
  type Evaluation,
  evaluate,
  findStrategy,
  MISSING,
  type Strategy,
  slice,
  type TimeRange,
  timeframeMs,
  windowRange,
} from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import type { StoredAsset } from '#io/market/assets.ts';
import { readColumns } from '#io/market/candle-store.ts';
import { closedTimeMs } from '#io/market/closed-time.ts';

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

/** Sees to it that the store has a stretch of the asset's candles. */
export type Supply = (range: TimeRange) => Promise<void>;

/** A window of blocks reaches over a closure of the market, at most this long. */
const LONGEST_CLOSURE_MS = 4 * DAY_MS;

/**
 * Answers a question: sees to its candles, then works it out; null when there are none. A window of blocks that a
 * closure of the market cut short goes on before the closure: the latest 100 blocks are the latest there were.
 *
 * Errors: those of the supply; BAD_INPUT for a strategy that does not exist.
 */
export async function answerCatalog(
  db: Database,
  { task, supply }: { task: CatalogTask; supply: Supply },
): Promise<Catalog | null> {
  const { query, nowMs } = task;
  const strategy = strategyOf(query);
  const range = windowRange({ window: query.window, strategy, depth: query.depth, nowMs });
  await supply(range);
  const catalog = await workOut(db, { task, range, strategy });
  const found = catalog?.evaluation.counts.cycles ?? 0;
  if (query.window.kind !== 'blocks' || found >= query.window.count) return catalog;
  const longer = { fromMs: range.fromMs - LONGEST_CLOSURE_MS, toMs: range.toMs };
  await supply(longer);
  return workOut(db, { task, range: longer, strategy });
}

interface WorkOut {
  readonly task: CatalogTask;
  readonly range: TimeRange;
  readonly strategy: Strategy;
}

async function workOut(db: Database, { task, range, strategy }: WorkOut): Promise<Catalog | null> {
  const { query, asset, nowMs, zone } = task;
  const columns = await readColumns(db, { assetId: asset.id, timeframe: query.timeframe, ...range });
  const evaluation = evaluate(columns, {
    strategy,
    depth: query.depth,
    reading: DEFAULT_READING,
    // A window that ended in the past has nothing left to wait for.
    live: range.toMs + timeframeMs(query.timeframe) > nowMs,
    ...(query.window.kind === 'blocks' ? { lastBlocks: query.window.count } : { range }),
  });
  const used = slice(columns, { fromMs: evaluation.cycles[0]?.blockMs ?? range.fromMs, toMs: range.toMs });
  const { dojis, present } = countColours(used.colours);
  if (present === 0) return null;
  const stepMs = timeframeMs(query.timeframe);
  const period = { fromMs: used.startMs, toMs: used.startMs + used.colours.length * stepMs };
  // Nobody expects candles while the market is closed.
  const closedMs = await closedTimeMs(db, { assetId: asset.id, ...period });
  const { coverage, counts } = evaluation;
  const expected = Math.max(coverage.present, coverage.expected - Math.floor(closedMs / stepMs));
  return {
    columns,
    evaluation,
    facts: {
      query,
      strategyVersion: strategy.version,
      counts,
      coverage: { present: coverage.present, expected },
      period,
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
