import {
  type Colours,
  coverage,
  DEFAULT_READING,
  dojiRatio,
  type EpochMs,
  LONGEST_CLOSURE_MS,
  maxDepth,
  type RowCounter,
  rowCounter,
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
import type { RankingQuestion, RankingRow } from '#io/market/ranking.ts';

/** Megabytes each, and a ranking needs one for every length of block; whoever asks the same soon after finds them ready. */
const MOST_COUNTERS = 8;

interface AssetQuestion {
  readonly asset: StoredAsset;
  readonly question: RankingQuestion;
  readonly nowMs: EpochMs;
}

/** One row a strategy that ended at least one cycle. */
export async function rankAsset(db: Database, { asset, question, nowMs }: AssetQuestion): Promise<RankingRow[]> {
  const { window } = question;
  const groups = groupsOf({ question, nowMs });
  const range = {
    fromMs: Math.min(...groups.map(({ range: { fromMs } }) => fromMs)),
    toMs: Math.max(...groups.map(({ range: { toMs } }) => toMs)),
  };
  const rowsIn = async (wanted: TimeRange) => {
    const market = await readMarket(db, { asset, question, range: wanted });
    return groups.flatMap((group) => rowsOf(market, { group, question }));
  };
  let rows = await rowsIn(range);
  if (window.kind === 'blocks' && rows.some(({ counts }) => counts.cycles < window.count)) {
    rows = await rowsIn({ ...range, fromMs: range.fromMs - LONGEST_CLOSURE_MS });
  }
  return rows.filter(({ counts }) => counts.total > 0);
}

/** Strategies of one length of block: a window that starts with a block starts at the same candle for all of them. */
interface Group {
  readonly count: RowCounter;
  readonly range: TimeRange;
}

const counters = new Map<string, RowCounter>();

function groupsOf({ question, nowMs }: Pick<AssetQuestion, 'question' | 'nowMs'>): Group[] {
  const { timeframe, depth, window } = question;
  const byBlock = Map.groupBy(
    strategiesOf(timeframe).filter((strategy) => maxDepth(strategy) >= depth),
    ({ block }) => block,
  );
  return [...byBlock].map(([block, strategies]) => {
    const ranges = strategies.map((strategy) => windowRange({ window, strategy, depth, nowMs }));
    return {
      count: counterFor(`${timeframe} ${depth} ${block}`, { strategies, question }),
      range: { fromMs: Math.min(...ranges.map(({ fromMs }) => fromMs)), toMs: ranges[0]!.toMs },
    };
  });
}

/** What was asked for longest ago makes room. */
function counterFor(key: string, { strategies, question }: { strategies: Strategy[]; question: RankingQuestion }) {
  const { timeframe, depth } = question;
  const count = counters.get(key) ?? rowCounter({ timeframe, depth, reading: DEFAULT_READING, strategies });
  counters.delete(key);
  counters.set(key, count);
  if (counters.size > MOST_COUNTERS) counters.delete(counters.keys().next().value!);
  return count;
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

function rowsOf(
  { asset, columns, closed }: Market,
  { group: { count, range }, question: { timeframe, window } }: { group: Group; question: RankingQuestion },
): RankingRow[] {
  const isOfBlocks = window.kind === 'blocks';
  const counted = isOfBlocks ? count(columns, { lastBlocks: window.count }) : count(sliceColours(columns, range));
  return counted.map(({ strategy, counts, lossRuns, firstBlockMs, used }) => {
    const looked = { fromMs: firstBlockMs ?? range.fromMs, toMs: range.toMs };
    // Nobody expects candles while the market is closed.
    const notExpected = Math.floor(closedMsIn(closed, looked) / timeframeMs(timeframe));
    const { present, expected } = coverage(columns, isOfBlocks ? (used ?? range) : range);
    return {
      ticker: asset.ticker,
      strategyId: strategy.id,
      counts,
      maxLossStreak: lossRuns.at(-1)?.[0] ?? 0,
      lossRuns,
      dojiRatio: dojiRatio(sliceColours(columns, looked).colours),
      payoutRatio: asset.payoutRatio,
      coverage: { present, expected: Math.max(present, expected - notExpected) },
    };
  });
}
