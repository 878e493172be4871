import { progress } from '#bot/views/progress.ts';
import {
  MOST_TOP_ROWS,
  type TopFacts,
  topCanceledEmpty,
  topNothing,
  topPictureWords,
  topResult,
} from '#bot/views/top.ts';
import {
  AppError,
  DAY_MS,
  type EpochMs,
  isAskedFor,
  MINUTE_MS,
  maxDepth,
  rankingPicture,
  strategiesOf,
  type TimeRange,
  type TopQuestion,
  topOf,
  windowRange,
} from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { listAssets, type StoredAsset } from '#io/market/assets.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import type { RankingRow } from '#io/market/ranking.ts';
import { rankAsset } from '../feed/rank-market.ts';
import { refreshAssets } from '../refresh-assets.ts';
import { CANCELED } from '../running.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

export interface TopTask {
  readonly question: TopQuestion;
  /** Told already, and only to be drawn. */
  readonly facts?: TopFacts;
}

const MOST_ASSETS = 50;
/** Assets whose candles are fetched side by side over the person's one session. */
const AT_ONCE = 4;
/** A window of blocks reaches over a closure of the market, at most this long. */
const LONGEST_CLOSURE_MS = 4 * DAY_MS;

/** The best five of all open assets. Canceled half way, it answers with what was done until then. */
export async function runTop(tools: Tools, work: Work<TopTask>): Promise<void> {
  const { db } = tools;
  const { request, words, signal } = work;
  const { question, facts: told } = request.query;
  if (told !== undefined) return show(tools, work, told);
  const { telegramId, timeZone: zone } = request;
  await refreshAssets(tools, telegramId);
  const assets = await assetsFor(db, question);
  const nowMs = tools.nowMs();
  const waiting = [...assets];
  const computed: RankingRow[] = [];
  let done = 0;
  let withoutCandles = 0;
  let failure: unknown;

  await Promise.all(Array.from({ length: AT_ONCE }, countNext));
  if (signal.aborted && signal.reason !== CANCELED) throw signal.reason;
  // Not one asset could be judged: that is a failure of ours or the broker's, not an empty market.
  if (computed.length === 0 && failure !== undefined && !signal.aborted) throw failure;
  const { rows, ...top } = topOf(computed, { question, assets: new Map(assets.map((one) => [one.ticker, one])) });
  if (rows.length === 0) {
    return signal.aborted
      ? work.end({ state: 'canceled', message: topCanceledEmpty(words) })
      : work.end({ state: 'done', message: topNothing(words, { question, tried: top.tried }) });
  }
  await show(tools, work, {
    ...top,
    question,
    rows: rows.slice(0, MOST_TOP_ROWS),
    ...{ done, total: assets.length, withoutCandles, zone },
    candlesUntilMs: Math.floor(nowMs / MINUTE_MS) * MINUTE_MS,
  });

  async function countNext(): Promise<void> {
    for (let asset = waiting.shift(); asset !== undefined && !signal.aborted; asset = waiting.shift()) {
      try {
        const found = await count(asset);
        if (found.length === 0) withoutCandles += 1;
        computed.push(...found);
      } catch (error) {
        if (signal.aborted) return;
        // A dead session is dead for every asset.
        if (error instanceof AppError && error.code === 'BROKER_SESSION_OVER') throw error;
        failure = error;
        withoutCandles += 1;
        work.log.warn({ err: error, ticker: asset.ticker }, 'asset left out of the ranking');
      }
      done += 1;
      const stage = { kind: 'assets', done, total: assets.length } as const;
      work.progress(() => progress(words, { requestId: request.id, work: { kind: 'top' }, zone, stage }));
    }
  }

  /** Every strategy, whichever was asked for: the judgement of a row must not depend on where it was asked. */
  async function count(asset: StoredAsset): Promise<RankingRow[]> {
    const range = rangeOf(question, nowMs);
    await supply(asset, range);
    const found = await rankAsset(db, { asset, question, nowMs });
    const { window } = question;
    if (window.kind !== 'blocks' || found.some(({ counts }) => counts.cycles >= window.count)) return found;
    await supply(asset, { fromMs: range.fromMs - LONGEST_CLOSURE_MS, toMs: range.toMs });
    return rankAsset(db, { asset, question, nowMs });
  }

  async function supply(asset: StoredAsset, range: TimeRange): Promise<void> {
    await ensureCandles({
      ...{ db, asset, nowMs, signal, ...range },
      withSession: (fetch) => tools.sessions.use(telegramId, fetch),
    });
  }
}

async function show({ draw }: Tools, work: Work<TopTask>, facts: TopFacts): Promise<void> {
  const { request, words } = work;
  const pictureHash = await draw(rankingPicture(topPictureWords(words, facts)), request.theme);
  await work.end({ state: 'done', message: topResult(words, facts), pictureHash, result: { facts, pictureHash } });
}

/** The open assets that the filters let through, those that pay most first. */
async function assetsFor(db: Database, question: TopQuestion): Promise<StoredAsset[]> {
  const all = await listAssets(db);
  return all
    .filter((asset) => isAskedFor(asset, question) && (asset.payoutRatio ?? 0) >= question.minPayoutRatio)
    .sort((a, b) => (b.payoutRatio ?? -1) - (a.payoutRatio ?? -1))
    .slice(0, MOST_ASSETS);
}

/** What all strategies of the question need together. */
function rangeOf({ timeframe, depth, window }: TopQuestion, nowMs: EpochMs): TimeRange {
  const ranges = strategiesOf(timeframe)
    .filter((strategy) => maxDepth(strategy) >= depth)
    .map((strategy) => windowRange({ window, strategy, depth, nowMs }));
  return {
    fromMs: Math.min(...ranges.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...ranges.map(({ toMs }) => toMs)),
  };
}
