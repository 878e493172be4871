import type { Words } from '#bot/i18n/index.ts';
import { catalogResult } from '#bot/views/catalog.ts';
import { catalogPictureWords } from '#bot/views/catalog-picture.ts';
import type { Message } from '#bot/views/message.ts';
import { assetClosed, noCandles } from '#bot/views/problems.ts';
import { progress, type Stage } from '#bot/views/progress.ts';
import { type CatalogQuery, catalogPicture, type TimeRange } from '#engine/index.ts';
import { findAsset } from '#io/market/assets.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import { answerCatalog, type CatalogTask } from '../catalog.ts';
import { refreshAssets } from '../refresh-assets.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

/** One question, answered: candles that are missing are fetched, the rest is read, counted, drawn and said. */
export async function runCatalog(tools: Tools, work: Work<CatalogQuery>): Promise<void> {
  const { db, sessions, draw } = tools;
  const { request, words, signal } = work;
  const { query, telegramId, timeZone: zone } = request;
  await refreshAssets(tools, telegramId);
  const asset = await findAsset(db, query.ticker);
  if (asset === null)
    return work.end({ state: 'failed', message: noCandles(words, { query, zone }), error: 'NO_ASSET' });

  const task = { query, asset, nowMs: tools.nowMs(), zone };
  const catalog = await answerCatalog(db, { task, supply });
  if (catalog === null) {
    return work.end({ state: 'failed', message: nothingThere(words, task), error: 'NO_CANDLES' });
  }
  const { columns, evaluation, facts } = catalog;
  show({ kind: 'drawing' });
  const picture = catalogPicture({ columns, evaluation, words: catalogPictureWords(words, facts) });
  const pictureHash = await draw(picture, request.theme);
  signal.throwIfAborted();
  await work.end({ state: 'done', message: catalogResult(words, facts), pictureHash, result: { facts, pictureHash } });

  async function supply(range: TimeRange): Promise<void> {
    await ensureCandles({
      ...{ db, asset: task.asset, nowMs: task.nowMs, signal, ...range },
      withSession: (fetch) => sessions.use(telegramId, fetch),
      onProgress: ({ done, total }) => show({ kind: 'candles', done, total }),
    });
    signal.throwIfAborted();
    show({ kind: 'evaluating' });
  }

  function show(stage: Stage): void {
    work.progress(() => progress(words, { requestId: request.id, work: { kind: 'catalog', query }, zone, stage }));
  }
}

function nothingThere(words: Words, { query, asset, zone, nowMs }: CatalogTask): Message {
  if (asset.isOpen) return noCandles(words, { query, zone });
  const opensMs = asset.schedule.find(({ openMs }) => openMs > nowMs)?.openMs;
  return assetClosed(words, { query, zone, ...(opensMs === undefined ? {} : { opensMs }) });
}
