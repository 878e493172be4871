import { assetClosed, noCandles } from '#bot/views/problems.ts';
import { type Work as Asked, progress, type Stage } from '#bot/views/progress.ts';
import type { CatalogQuery, EpochMs } from '#engine/index.ts';
import { findAsset } from '#io/market/assets.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import type { Catalog } from './catalog.ts';
import { refreshAssets } from './refresh-assets.ts';
import type { Tools } from './tools.ts';
import type { Work } from './work.ts';

/**
 * The catalog of a question, for whoever shows it in another way than /catalog does: shared with those who ask the
 * same. null: there is none, and the person was told so.
 *
 * Errors: those of the broker; the reason of the work's signal.
 */
export async function askCatalog(
  tools: Tools,
  { work, asked }: { work: Work<CatalogQuery>; asked: Asked },
): Promise<{ catalog: Catalog; nowMs: EpochMs } | null> {
  const { request, words, signal } = work;
  const { query, telegramId, timeZone: zone } = request;
  await refreshAssets(tools, telegramId);
  const asset = await findAsset(tools.db, query.ticker);
  if (asset === null) {
    await work.end({ state: 'failed', message: noCandles(words, { query, zone }), error: 'NO_ASSET' });
    return null;
  }
  const nowMs = tools.nowMs();
  const catalog = await tools.figures({
    task: { query, asset, nowMs },
    signal,
    onProgress: ({ done, total }) => show({ kind: 'candles', done, total }),
    supply: async (range, flight) => {
      await ensureCandles({
        ...{ db: tools.db, asset, nowMs, signal: flight.signal, ...range },
        withSession: (fetch) => tools.sessions.use(telegramId, fetch),
        onProgress: flight.report,
      });
    },
  });
  signal.throwIfAborted();
  if (catalog !== null) return { catalog, nowMs };
  const opensMs = asset.schedule.find(({ openMs }) => openMs > nowMs)?.openMs;
  const message = asset.isOpen
    ? noCandles(words, { query, zone })
    : assetClosed(words, { query, zone, ...(opensMs === undefined ? {} : { opensMs }) });
  await work.end({ state: 'failed', message, error: 'NO_CANDLES' });
  return null;

  function show(stage: Stage): void {
    work.progress(() => progress(words, { requestId: request.id, work: asked, zone, stage }));
  }
}
