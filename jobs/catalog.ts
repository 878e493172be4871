import type { CardFacts, CatalogFigures } from '#bot/views/card.ts';
import {
  AppError,
  type CatalogQuery,
  type Columns,
  DEFAULT_LADDER,
  DEFAULT_READING,
  dojiRatio,
  type EpochMs,
  type Evaluation,
  evaluate,
  findStrategy,
  LONGEST_CLOSURE_MS,
  lossRuns,
  MISSING,
  type Ratio,
  type Strategy,
  slice,
  type TimeRange,
  timeframeMs,
  windowRange,
} from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import type { Person } from '#io/db/people.ts';
import { type CatalogContent, candleHash } from '#io/db/results.ts';
import type { StoredAsset } from '#io/market/assets.ts';
import { readColumns } from '#io/market/candle-store.ts';
import { closedTimeMs } from '#io/market/closed-time.ts';

/** A catalog worked out: the figures, what the picture is drawn from, and what it takes to work it out again. */
export interface Catalog {
  readonly assetId: number;
  readonly columns: Columns;
  readonly evaluation: Evaluation;
  readonly figures: CatalogFigures;
  readonly content: CatalogContent;
}

export interface CatalogTask {
  readonly query: CatalogQuery;
  readonly asset: StoredAsset;
  readonly nowMs: EpochMs;
}

/** Sees to it that the store has a stretch of the asset's candles. */
export type Supply = (range: TimeRange) => Promise<void>;

/** A window whose first candles are missing, this share of it, is longer than the history. */
const MISSED_SHARE = 0.02;

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
  const { query, asset, nowMs } = task;
  const { window } = query;
  const strategy = strategyOf(query);
  const range = windowRange({ window, strategy, depth: query.depth, nowMs });
  // A window that ended in the past has nothing left to wait for.
  const live = range.toMs + timeframeMs(query.timeframe) > nowMs;
  const about = { query, asset, strategy, live, payoutRatio: asset.payoutRatio };
  await supply(range);
  const catalog = await workOutCatalog(db, { ...about, range });
  if (window.kind !== 'blocks' || (catalog?.evaluation.counts.cycles ?? 0) >= window.count) return catalog;
  const longer = { fromMs: range.fromMs - LONGEST_CLOSURE_MS, toMs: range.toMs };
  await supply(longer);
  return workOutCatalog(db, { ...about, range: longer });
}

/** Figures as a person is told them, under the name of their result. */
export function cardFacts(
  figures: CatalogFigures,
  told: { person: Pick<Person, 'ladder'> | null; resultId: string; zone: string; nowMs: EpochMs },
): CardFacts {
  const { person, ...rest } = told;
  return { ...figures, ...rest, ladder: person?.ladder ?? DEFAULT_LADDER };
}

interface WorkOut {
  readonly query: CatalogQuery;
  readonly asset: StoredAsset;
  readonly strategy: Strategy;
  readonly range: TimeRange;
  readonly live: boolean;
  readonly payoutRatio: Ratio | null;
}

/** A catalog from the candles that are stored; null when there are none. */
export async function workOutCatalog(db: Database, work: WorkOut): Promise<Catalog | null> {
  const { query, asset, strategy, range, live, payoutRatio } = work;
  const columns = await readColumns(db, { assetId: asset.id, timeframe: query.timeframe, ...range });
  const isBlocks = query.window.kind === 'blocks';
  const evaluation = evaluate(columns, {
    strategy,
    depth: query.depth,
    reading: DEFAULT_READING,
    live,
    ...(query.window.kind === 'blocks' ? { lastBlocks: query.window.count } : { range }),
  });
  const firstBlockMs = evaluation.cycles[0]?.blockMs ?? range.fromMs;
  const used = slice(columns, { fromMs: firstBlockMs, toMs: range.toMs });
  if (used.colours.every((colour) => colour === MISSING)) return null;
  const stepMs = timeframeMs(query.timeframe);
  const period = { fromMs: used.startMs, toMs: used.startMs + used.colours.length * stepMs };
  // Nobody expects candles while the market is closed.
  const closedMs = await closedTimeMs(db, { assetId: asset.id, ...period });
  const { coverage, counts } = evaluation;
  const expected = Math.max(coverage.present, coverage.expected - Math.floor(closedMs / stepMs));
  const results = evaluation.cycles.map(({ result }) => result);
  const figures: CatalogFigures = {
    query,
    strategyVersion: strategy.version,
    counts,
    lossRuns: [...lossRuns(results)],
    coverage: { present: coverage.present, expected },
    period,
    historyFromMs: await historyStart(db, { work, columns, blocks: counts.cycles }),
    payoutRatio,
    dojiRatio: dojiRatio(used.colours),
  };
  const lookedAt = { fromMs: isBlocks ? firstBlockMs : range.fromMs, toMs: range.toMs };
  const content: CatalogContent = {
    kind: 'catalog',
    query,
    range: lookedAt,
    reading: DEFAULT_READING,
    strategyVersion: strategy.version,
    candleHash: candleHash(slice(columns, lookedAt).colours),
    facts: figures,
  };
  return { assetId: asset.id, columns, evaluation, figures, content };
}

/** The first candle there is, when the window reaches further back than that; null when it does not. */
async function historyStart(
  db: Database,
  { work, columns, blocks }: { work: WorkOut; columns: Columns; blocks: number },
): Promise<EpochMs | null> {
  const { query, range, asset } = work;
  const stepMs = timeframeMs(query.timeframe);
  const first = columns.colours.findIndex((colour) => colour !== MISSING);
  const firstMs = columns.startMs + Math.max(0, first) * stepMs;
  if (query.window.kind === 'blocks') return blocks < query.window.count ? firstMs : null;
  const closedMs = await closedTimeMs(db, { assetId: asset.id, fromMs: range.fromMs, toMs: firstMs });
  const missedMs = firstMs - range.fromMs - closedMs;
  return missedMs > MISSED_SHARE * (range.toMs - range.fromMs) ? firstMs : null;
}

function strategyOf({ strategyId, timeframe }: CatalogQuery): Strategy {
  const strategy = findStrategy({ timeframe, name: strategyId });
  if (strategy === null) {
    throw new AppError('BAD_INPUT', { message: `Strategy "${strategyId}" does not exist on "${timeframe}".` });
  }
  return strategy;
}
