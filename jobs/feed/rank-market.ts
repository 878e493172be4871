import { setImmediate as turn } from 'node:timers/promises';
import {
  type Colours,
  DAY_MS,
  DEFAULT_READING,
  dojiRatio,
  type EpochMs,
  evaluate,
  lossRuns,
  MINUTE_MS,
  maxDepth,
  type Strategy,
  sliceColours,
  strategiesOf,
  type TimeRange,
  timeframeMs,
  windowRange,
} from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import type { StoredAsset } from '#io/market/assets.ts';
import { readColours } from '#io/market/candle-store.ts';
import { closedMsIn, closedStretches } from '#io/market/closed-time.ts';
import { type RankingQuestion, type RankingRow, rankingKey, saveRanking, WARM_RANKINGS } from '#io/market/ranking.ts';

/** A window of blocks reaches over a closure of the market, at most this long. */
const LONGEST_CLOSURE_MS = 4 * DAY_MS;

/** Counts every strategy on every asset for each ranking that is kept ready, and stores them. */
export async function rankMarket(
  { db, nowMs, signal }: { db: Database; nowMs: EpochMs; signal: AbortSignal },
  assets: readonly StoredAsset[],
): Promise<void> {
  const candlesUntilMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  for (const question of WARM_RANKINGS) {
    const rows: RankingRow[] = [];
    for (const asset of assets) {
      signal.throwIfAborted();
      rows.push(...(await rankAsset(db, { asset, question, nowMs })));
      // Some milliseconds an asset; whoever has a question is answered in between.
      await turn();
    }
    await saveRanking(db, rankingKey(question), { candlesUntilMs, computedAtMs: Date.now(), rows });
  }
}

interface AssetQuestion {
  readonly asset: StoredAsset;
  readonly question: RankingQuestion;
  readonly nowMs: EpochMs;
}

/** One row a strategy that ended at least one cycle. */
export async function rankAsset(db: Database, { asset, question, nowMs }: AssetQuestion): Promise<RankingRow[]> {
  const { timeframe, depth, window } = question;
  const strategies = strategiesOf(timeframe).filter((strategy) => maxDepth(strategy) >= depth);
  const ranges = new Map(
    strategies.map((strategy) => [strategy, windowRange({ window, strategy, depth, nowMs })] as const),
  );
  const toMs = Math.max(...[...ranges.values()].map((range) => range.toMs));
  const fromMs = Math.min(...[...ranges.values()].map((range) => range.fromMs));
  let market = await readMarket(db, { asset, question, range: { fromMs, toMs } });
  let rows = strategies.map((strategy) => rank(market, { strategy, question, range: ranges.get(strategy)! }));
  if (window.kind === 'blocks' && rows.some((row) => row.counts.cycles < window.count)) {
    market = await readMarket(db, { asset, question, range: { fromMs: fromMs - LONGEST_CLOSURE_MS, toMs } });
    rows = strategies.map((strategy, at) => {
      const range = ranges.get(strategy)!;
      const longer = { fromMs: range.fromMs - LONGEST_CLOSURE_MS, toMs: range.toMs };
      return rows[at]!.counts.cycles < window.count ? rank(market, { strategy, question, range: longer }) : rows[at]!;
    });
  }
  return rows.filter((row) => row.counts.total > 0);
}

interface Market {
  readonly asset: StoredAsset;
  readonly columns: Colours;
  readonly closed: readonly TimeRange[];
}

async function readMarket(
  db: Database,
  { asset, question, range }: { asset: StoredAsset; question: RankingQuestion; range: TimeRange },
): Promise<Market> {
  const [columns, closed] = await Promise.all([
    readColours(db, { assetId: asset.id, timeframe: question.timeframe, ...range }),
    closedStretches(db, { assetId: asset.id, ...range }),
  ]);
  return { asset, columns, closed };
}

function rank(
  { asset, columns, closed }: Market,
  { strategy, question, range }: { strategy: Strategy; question: RankingQuestion; range: TimeRange },
): RankingRow {
  const { depth, window } = question;
  const { counts, cycles, coverage } = evaluate(window.kind === 'blocks' ? sliceColours(columns, range) : columns, {
    strategy,
    depth,
    reading: DEFAULT_READING,
    ...(window.kind === 'blocks' ? { lastBlocks: window.count } : { range }),
  });
  const { maxLossStreak, maxWinStreak: _wins, ...tally } = counts;
  const used = { fromMs: cycles[0]?.blockMs ?? range.fromMs, toMs: range.toMs };
  // Nobody expects candles while the market is closed.
  const notExpected = Math.floor(closedMsIn(closed, used) / timeframeMs(question.timeframe));
  return {
    ticker: asset.ticker,
    strategyId: strategy.id,
    counts: tally,
    maxLossStreak,
    lossRuns: [...lossRuns(cycles.map(({ result }) => result))],
    dojiRatio: dojiRatio(sliceColours(columns, used).colours),
    payoutRatio: asset.payoutRatio,
    coverage: { present: coverage.present, expected: Math.max(coverage.present, coverage.expected - notExpected) },
  };
}
