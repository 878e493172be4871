import {
  type EpochMs,
  LONGEST_CLOSURE_MS,
  maxDepth,
  strategiesOf,
  type TimeRange,
  windowRange,
} from '#engine/index.ts';
import type { Cache } from '#io/cache.ts';
import type { Database } from '#io/db/database.ts';
import type { StoredAsset } from '#io/market/assets.ts';
import { type EnsureRequest, ensureCandles } from '#io/market/fetch-once.ts';
import { type RankingQuestion, type RankingRow, rankingKey } from '#io/market/ranking.ts';
import { onceForAll } from './once-for-all.ts';
import { rankAsset } from './rank-asset.ts';

export interface RankRequest {
  readonly asset: StoredAsset;
  readonly question: RankingQuestion;
  readonly nowMs: EpochMs;
  /** Lets this caller go. */
  readonly signal: AbortSignal;
  /** Over this caller's session the missing candles come, if nobody else is having them fetched. */
  readonly withSession: EnsureRequest['withSession'];
}

/** Rankings that nobody keeps ready, made once however many ask at once. */
export interface RankOnce {
  /** The moment of which a ranking tells: that of who asked the same a little while ago, or now. */
  momentOf(question: RankingQuestion): Promise<EpochMs>;
  /** Every strategy on one asset: the judgement of a row must not depend on which was asked for. Errors: the broker's. */
  rank(request: RankRequest): Promise<readonly RankingRow[]>;
}

const BYTES_A_ROW = 400;

export function createRankOnce({ db, cache, nowMs }: { db: Database; cache: Cache; nowMs: () => EpochMs }): RankOnce {
  return {
    momentOf: (question) =>
      cache.get({
        ...{ kind: 'live', key: `ranked at ${rankingKey(question)}`, sizeOf: () => BYTES_A_ROW },
        isShared: true,
        make: async () => nowMs(),
      }),
    rank: (request) =>
      onceForAll(request.signal, (claim) =>
        cache.get({
          ...{ kind: 'live', key: `rank ${request.asset.id} ${rankingKey(request.question)} ${request.nowMs}` },
          sizeOf: (rows: readonly RankingRow[]) => (1 + rows.length) * BYTES_A_ROW,
          isShared: true,
          passenger: request,
          make: ({ signal }) => {
            claim();
            return count(db, { ...request, signal });
          },
        }),
      ),
  };
}

async function count(db: Database, request: RankRequest): Promise<readonly RankingRow[]> {
  const { asset, question, nowMs } = request;
  const range = rangeOf(request);
  await ensureCandles({ ...request, db, ...range });
  const found = await rankAsset(db, { asset, question, nowMs });
  const { window } = question;
  if (window.kind !== 'blocks' || found.some(({ counts }) => counts.cycles >= window.count)) return found;
  await ensureCandles({ ...request, db, fromMs: range.fromMs - LONGEST_CLOSURE_MS, toMs: range.toMs });
  return rankAsset(db, { asset, question, nowMs });
}

/** What all strategies of the question need together. */
function rangeOf({ question: { timeframe, depth, window }, nowMs }: RankRequest): TimeRange {
  const ranges = strategiesOf(timeframe)
    .filter((strategy) => maxDepth(strategy) >= depth)
    .map((strategy) => windowRange({ window, strategy, depth, nowMs }));
  return {
    fromMs: Math.min(...ranges.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...ranges.map(({ toMs }) => toMs)),
  };
}
