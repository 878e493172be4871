import { progress } from '#bot/views/progress.ts';
import {
  type TopFacts,
  type TopRow,
  topCanceledEmpty,
  topNothing,
  topPictureWords,
  topResult,
} from '#bot/views/top.ts';
import { AppError, byPredecessor, type CatalogQuery, rankingPicture } from '#engine/index.ts';
import { openAssets, type StoredAsset } from '#io/market/assets.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import { neededRange, workOutCatalog } from '../catalog.ts';
import { refreshAssets } from '../refresh-assets.ts';
import { CANCELED } from '../running.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

/** What is asked of every asset. */
export type TopQuestion = Omit<CatalogQuery, 'ticker'>;

const MOST_ASSETS = 50;
/** Assets whose candles are fetched side by side over the person's one session. */
const AT_ONCE = 4;

/** The best five of all open assets. Canceled half way, it answers with what was done until then. */
export async function runTop(tools: Tools, work: Work<TopQuestion>): Promise<void> {
  const { request, words, signal } = work;
  const { query: question, telegramId, timeZone: zone } = request;
  await refreshAssets(tools, telegramId);
  const assets = await openAssets(tools.db, MOST_ASSETS);
  const nowMs = tools.nowMs();
  const rows: TopRow[] = [];
  let done = 0;
  let withoutCandles = 0;
  let lastFailure: unknown;

  const queue = [...assets];
  await Promise.all(Array.from({ length: AT_ONCE }, takeNext));
  if (signal.aborted && signal.reason !== CANCELED) throw signal.reason;
  // Not one asset could be read: that is a failure of ours or the broker's, not an empty market.
  if (rows.length === 0 && lastFailure !== undefined && !signal.aborted) throw lastFailure;

  const facts: TopFacts = {
    question,
    rows: rows.sort(byPredecessor).slice(0, 5),
    done,
    total: assets.length,
    withoutCandles,
    zone,
    nowMs,
  };
  if (rows.length === 0) {
    const message = signal.aborted ? topCanceledEmpty(words) : topNothing(words);
    return work.end({ state: signal.aborted ? 'canceled' : 'done', message });
  }
  const pictureHash = await tools.draw(rankingPicture(topPictureWords(words, facts)));
  await work.end({ state: 'done', message: topResult(words, facts), pictureHash, result: { facts, pictureHash } });

  async function takeNext(): Promise<void> {
    for (let asset = queue.shift(); asset !== undefined && !signal.aborted; asset = queue.shift()) {
      try {
        const row = await judge(asset);
        if (row === null) withoutCandles += 1;
        else rows.push(row);
        done += 1;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof AppError && error.code === 'BROKER_SESSION_OVER') throw error;
        lastFailure = error;
        withoutCandles += 1;
        done += 1;
        work.log.warn({ err: error, ticker: asset.ticker }, 'asset left out of the ranking');
      }
      const stage = { kind: 'assets', done, total: assets.length } as const;
      work.progress(() => progress(words, { requestId: request.id, work: { kind: 'top' }, zone, stage }));
    }
  }

  async function judge(asset: StoredAsset): Promise<TopRow | null> {
    const query = { ...question, ticker: asset.ticker };
    const task = { query, asset, nowMs, zone };
    await ensureCandles({
      db: tools.db,
      asset,
      ...neededRange(task),
      nowMs,
      signal,
      withSession: (fetch) => tools.sessions.use(telegramId, fetch),
    });
    const catalog = await workOutCatalog(tools.db, task).catch((error) => {
      if (error instanceof AppError && error.code === 'NO_CANDLES') return null;
      throw error;
    });
    if (catalog === null || catalog.facts.counts.total === 0) return null;
    const { counts, payoutRatio, dojiRatio } = catalog.facts;
    return { ticker: asset.ticker, counts, payoutRatio, dojiRatio };
  }
}
