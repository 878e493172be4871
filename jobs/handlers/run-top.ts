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
import { answerCatalog } from '../catalog.ts';
import { refreshAssets } from '../refresh-assets.ts';
import { CANCELED } from '../running.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

/** What is asked of every asset. */
export type TopQuestion = Omit<CatalogQuery, 'ticker'>;

const MOST_ASSETS = 50;
const MOST_ROWS = 5;
/** Assets whose candles are fetched side by side over the person's one session. */
const AT_ONCE = 4;

/** The best five of all open assets. Canceled half way, it answers with what was done until then. */
export async function runTop(tools: Tools, work: Work<TopQuestion>): Promise<void> {
  const { db, sessions } = tools;
  const { request, words, signal } = work;
  const { query: question, telegramId, timeZone: zone } = request;
  await refreshAssets(tools, telegramId);
  const assets = await openAssets(db, MOST_ASSETS);
  const nowMs = tools.nowMs();
  const waiting = [...assets];
  const rows: TopRow[] = [];
  let done = 0;
  let withoutCandles = 0;
  let failure: unknown;

  await Promise.all(Array.from({ length: AT_ONCE }, judgeNext));
  if (signal.aborted && signal.reason !== CANCELED) throw signal.reason;
  // Not one asset could be judged: that is a failure of ours or the broker's, not an empty market.
  if (rows.length === 0 && failure !== undefined && !signal.aborted) throw failure;
  if (rows.length === 0) {
    return signal.aborted
      ? work.end({ state: 'canceled', message: topCanceledEmpty(words) })
      : work.end({ state: 'done', message: topNothing(words) });
  }
  const best = rows.sort(byPredecessor).slice(0, MOST_ROWS);
  const facts: TopFacts = { question, rows: best, done, total: assets.length, withoutCandles, zone, nowMs };
  const pictureHash = await tools.draw(rankingPicture(topPictureWords(words, facts)), request.theme);
  await work.end({ state: 'done', message: topResult(words, facts), pictureHash, result: { facts, pictureHash } });

  async function judgeNext(): Promise<void> {
    for (let asset = waiting.shift(); asset !== undefined && !signal.aborted; asset = waiting.shift()) {
      try {
        const row = await judge(asset);
        if (row === null) withoutCandles += 1;
        else rows.push(row);
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

  async function judge(asset: StoredAsset): Promise<TopRow | null> {
    const catalog = await answerCatalog(db, {
      task: { query: { ...question, ticker: asset.ticker }, asset, nowMs, zone },
      supply: async (range) => {
        const withSession = <T>(fetch: Parameters<typeof sessions.use<T>>[1]) => sessions.use(telegramId, fetch);
        await ensureCandles({ db, asset, nowMs, signal, withSession, ...range });
      },
    });
    if (catalog === null || catalog.facts.counts.total === 0) return null;
    const { counts, payoutRatio, dojiRatio } = catalog.facts;
    return { ticker: asset.ticker, counts, payoutRatio, dojiRatio };
  }
}
