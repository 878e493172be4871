import { catalogResult } from '#bot/views/catalog.ts';
import { catalogPictureWords } from '#bot/views/catalog-picture.ts';
import { noCandles } from '#bot/views/problems.ts';
import { progress, type Stage } from '#bot/views/progress.ts';
import { AppError, type CatalogQuery, catalogPicture } from '#engine/index.ts';
import { findAsset } from '#io/market/assets.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import { neededRange, workOutCatalog } from '../catalog.ts';
import { refreshAssets } from '../refresh-assets.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

/** One question, answered: candles that are missing are fetched, the rest is read, counted, drawn and said. */
export async function runCatalog(tools: Tools, work: Work<CatalogQuery>): Promise<void> {
  const { db, sessions, nowMs: clock, draw } = tools;
  const { request, words, signal } = work;
  const { query, telegramId, timeZone: zone } = request;
  const stage = (now: Stage) =>
    work.progress(() => progress(words, { requestId: request.id, work: { kind: 'catalog', query }, zone, stage: now }));

  await refreshAssets(tools, telegramId);
  const asset = await findAsset(db, query.ticker);
  if (asset === null) throw new AppError('NO_CANDLES', { message: `Asset "${query.ticker}" is not listed any more.` });
  const nowMs = clock();
  const task = { query, asset, nowMs, zone };
  await ensureCandles({
    db,
    asset,
    ...neededRange(task),
    nowMs,
    signal,
    withSession: (fetch) => sessions.use(telegramId, fetch),
    onProgress: ({ done, total }) => stage({ kind: 'candles', done, total }),
  });
  signal.throwIfAborted();
  stage({ kind: 'evaluating' });
  const catalog = await workOutCatalog(db, task).catch((error) => {
    if (error instanceof AppError && error.code === 'NO_CANDLES') return null;
    throw error;
  });
  if (catalog === null)
    return work.end({ state: 'failed', message: noCandles(words, { query, zone }), error: 'NO_CANDLES' });
  const { columns, evaluation, facts } = catalog;
  stage({ kind: 'drawing' });
  const pictureHash = await draw(catalogPicture({ columns, evaluation, words: catalogPictureWords(words, facts) }));
  signal.throwIfAborted();
  await work.end({ state: 'done', message: catalogResult(words, facts), pictureHash, result: { facts, pictureHash } });
}
