import type { Words } from '#bot/i18n/index.ts';
import { type CatalogFacts, catalogResult } from '#bot/views/catalog.ts';
import { catalogPictureWords } from '#bot/views/catalog-picture.ts';
import type { Message } from '#bot/views/message.ts';
import { assetClosed, noCandles } from '#bot/views/problems.ts';
import { progress, type Stage } from '#bot/views/progress.ts';
import { type CatalogQuery, catalogPicture, DEFAULT_LADDER, type TimeRange } from '#engine/index.ts';
import { findPerson } from '#io/db/people.ts';
import { keepResult, nameResult } from '#io/db/results.ts';
import { findAsset } from '#io/market/assets.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import type { FetchProgress, FlightTools } from '#io/market/flight.ts';
import type { CatalogTask } from '../catalog.ts';
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

  const task = { query, asset, nowMs: tools.nowMs() };
  const onProgress = ({ done, total }: FetchProgress) => show({ kind: 'candles', done, total });
  const catalog = await tools.figures({ task, supply, signal, onProgress });
  if (catalog === null) {
    return work.end({ state: 'failed', message: nothingThere(words, { ...task, zone }), error: 'NO_CANDLES' });
  }
  show({ kind: 'drawing' });
  const { columns, evaluation, figures, content } = catalog;
  const person = await findPerson(db, telegramId);
  const result = await nameResult(db, content);
  const facts: CatalogFacts = {
    ...figures,
    resultId: result.id,
    ladder: person?.ladder ?? DEFAULT_LADDER,
    zone,
    nowMs: task.nowMs,
  };
  const picture = catalogPicture({ columns, evaluation, words: catalogPictureWords(words, facts) });
  const pictureHash = await draw(picture, request.theme);
  signal.throwIfAborted();
  await work.end({
    state: 'done',
    message: catalogResult(words, facts),
    pictureHash,
    result: { facts, pictureHash },
    alongside: (tx) => keepResult(tx, { result, pictureHash }),
  });

  /** Over this person's session, for everybody who waits for the same. */
  async function supply(range: TimeRange, { signal: wanted, report }: FlightTools): Promise<void> {
    await ensureCandles({
      ...{ db, asset: task.asset, nowMs: task.nowMs, signal: wanted, onProgress: report, ...range },
      withSession: (fetch) => sessions.use(telegramId, fetch),
    });
    wanted.throwIfAborted();
    show({ kind: 'evaluating' });
  }

  function show(stage: Stage): void {
    work.progress(() => progress(words, { requestId: request.id, work: { kind: 'catalog', query }, zone, stage }));
  }
}

function nothingThere(words: Words, { query, asset, zone, nowMs }: CatalogTask & { zone: string }): Message {
  if (asset.isOpen) return noCandles(words, { query, zone });
  const opensMs = asset.schedule.find(({ openMs }) => openMs > nowMs)?.openMs;
  return assetClosed(words, { query, zone, ...(opensMs === undefined ? {} : { opensMs }) });
}
