import { progress } from '#bot/views/progress.ts';
import { topCanceledEmpty, topNothing, topResult } from '#bot/views/top.ts';
import { type TopFacts, type TopFigures, topFigures } from '#bot/views/top-facts.ts';
import { topPictureWords } from '#bot/views/top-picture.ts';
import {
  AppError,
  DEFAULT_LADDER,
  isAskedFor,
  MINUTE_MS,
  rankingPicture,
  type TopQuestion,
  topOf,
} from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { findPerson } from '#io/db/people.ts';
import { keepResult, nameResult, topContent } from '#io/db/results.ts';
import { listAssets, type StoredAsset } from '#io/market/assets.ts';
import type { RankingRow } from '#io/market/ranking.ts';
import type { RankRequest } from '../rank-once.ts';
import { refreshAssets } from '../refresh-assets.ts';
import { CANCELED } from '../running.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

export interface TopTask {
  readonly question: TopQuestion;
  /** Told already, and only to be drawn. */
  readonly told?: Pick<TopFacts, 'resultId' | 'ladder'> & { readonly figures: TopFigures };
}

const MOST_ASSETS = 50;
/** Assets whose candles are fetched side by side over the person's one session. */
const AT_ONCE = 4;

/** The best five of all open assets. Canceled half way, it answers with what was done until then. */
export async function runTop(tools: Tools, work: Work<TopTask>): Promise<void> {
  const { db } = tools;
  const { request, words, signal } = work;
  const { question, told } = request.query;
  if (told !== undefined) return show(tools, work, told.figures);
  const { telegramId } = request;
  await refreshAssets(tools, telegramId);
  const assets = await assetsFor(db, question);
  const nowMs = await tools.ranks.momentOf(question);
  const waiting = [...assets];
  const computed: RankingRow[] = [];
  let done = 0;
  let withoutCandles = 0;
  let failure: unknown;

  await Promise.all(Array.from({ length: AT_ONCE }, countNext));
  if (signal.aborted && signal.reason !== CANCELED) throw signal.reason;
  // Not one asset could be judged: that is a failure of ours or the broker's, not an empty market.
  if (computed.length === 0 && failure !== undefined && !signal.aborted) throw failure;
  const ranked = topOf(computed, { question, assets: new Map(assets.map((one) => [one.ticker, one])) });
  const candlesUntilMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const looked = { done, total: assets.length, withoutCandles };
  const figures = topFigures(ranked, { question, ...looked, candlesUntilMs });
  if (figures.rows.length > 0) return show(tools, work, figures);
  return signal.aborted
    ? work.end({ state: 'canceled', message: topCanceledEmpty(words) })
    : work.end({ state: 'done', message: topNothing(words, figures) });

  async function countNext(): Promise<void> {
    for (let asset = waiting.shift(); asset !== undefined && !signal.aborted; asset = waiting.shift()) {
      try {
        const withSession: RankRequest['withSession'] = (fetch) => tools.sessions.use(telegramId, fetch);
        const found = await tools.ranks.rank({ asset, question, nowMs, signal, withSession });
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
      const about = { requestId: request.id, work: { kind: 'top' }, zone: request.timeZone } as const;
      work.progress(() => progress(words, { ...about, stage }));
    }
  }
}

async function show({ db, draw }: Tools, work: Work<TopTask>, figures: TopFigures): Promise<void> {
  const { request, words } = work;
  const result = await nameResult(db, topContent(figures));
  const ladder = (await findPerson(db, request.telegramId))?.ladder ?? DEFAULT_LADDER;
  const facts: TopFacts = { ...figures, resultId: result.id, ladder, zone: request.timeZone };
  const picture = rankingPicture(topPictureWords(words, { title: words.say('top-title'), facts }));
  const pictureHash = await draw(picture, request.theme);
  await work.end({
    state: 'done',
    message: topResult(words, facts),
    pictureHash,
    result: { facts, pictureHash },
    alongside: (tx) => keepResult(tx, { result, pictureHash }),
  });
}

/** The open assets that the filters let through, those that pay most first. */
async function assetsFor(db: Database, question: TopQuestion): Promise<StoredAsset[]> {
  const all = await listAssets(db);
  return all
    .filter((asset) => isAskedFor(asset, question) && (asset.payoutRatio ?? 0) >= question.minPayoutRatio)
    .sort((a, b) => (b.payoutRatio ?? -1) - (a.payoutRatio ?? -1))
    .slice(0, MOST_ASSETS);
}
