import type { CardFacts } from '#bot/views/card.ts';
import { assetClosed, noCandles } from '#bot/views/problems.ts';
import { type Work as Asked, progress, type Stage } from '#bot/views/progress.ts';
import type { CatalogQuery, EpochMs } from '#engine/index.ts';
import { findPerson } from '#io/db/people.ts';
import { type NewResult, nameResult } from '#io/db/results.ts';
import { findAsset, type StoredAsset } from '#io/market/assets.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import { type Catalog, cardFacts } from './catalog.ts';
import { refreshAssets } from './refresh-assets.ts';
import type { Tools } from './tools.ts';
import type { Work } from './work.ts';

/** A catalog that was asked for, and how its figures are told to the person. */
export interface AskedCatalog {
  readonly catalog: Catalog;
  readonly facts: CardFacts;
  /** To be kept with the answer. */
  readonly result: NewResult;
}

/**
 * The catalog of a question, shared with those who ask the same: missing candles are fetched over the session of this
 * person, for all who wait. null: there is none, and the person was told so.
 *
 * Errors: those of the broker; the reason of the work's signal.
 */
export async function askCatalog(
  tools: Tools,
  { work, asked }: { work: Work<CatalogQuery>; asked: Asked },
): Promise<AskedCatalog | null> {
  const { db } = tools;
  const { request, words, signal } = work;
  const { query, telegramId, timeZone: zone } = request;
  await refreshAssets(tools, telegramId);
  const asset = await findAsset(db, query.ticker);
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
        ...{ db, asset, nowMs, signal: flight.signal, onProgress: flight.report, ...range },
        withSession: (fetch) => tools.sessions.use(telegramId, fetch),
      });
      flight.signal.throwIfAborted();
      show({ kind: 'evaluating' });
    },
  });
  signal.throwIfAborted();
  const closed = closedNow(asset, nowMs);
  if (catalog === null) {
    const opensMs = closed?.opensMs ?? null;
    const message =
      closed === null
        ? noCandles(words, { query, zone })
        : assetClosed(words, { query, zone, ...(opensMs === null ? {} : { opensMs }) });
    await work.end({ state: 'failed', message, error: 'NO_CANDLES' });
    return null;
  }
  const person = await findPerson(db, telegramId);
  const result = await nameResult(db, catalog.content);
  const facts = cardFacts(catalog.figures, { person, resultId: result.id, zone, nowMs });
  return { catalog, result, facts: closed === null ? facts : { ...facts, closed } };

  function show(stage: Stage): void {
    work.progress(() => progress(words, { requestId: request.id, work: asked, zone, stage }));
  }
}

/** null where trading goes on; also for what the broker never listed, whose candles come from files. */
function closedNow(asset: StoredAsset, nowMs: EpochMs): { opensMs: EpochMs | null } | null {
  if (asset.isOpen || asset.refreshedAtMs === null) return null;
  return { opensMs: asset.schedule.find(({ openMs }) => openMs > nowMs)?.openMs ?? null };
}
