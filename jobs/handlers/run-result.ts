import { type CatalogFacts, type CatalogFigures, catalogResult } from '#bot/views/catalog.ts';
import { catalogPictureWords } from '#bot/views/catalog-picture.ts';
import { unknownResult } from '#bot/views/result.ts';
import { catalogPicture, DEFAULT_LADDER } from '#engine/index.ts';
import { findPerson } from '#io/db/people.ts';
import { findResult } from '#io/db/results.ts';
import { findAsset } from '#io/market/assets.ts';
import { recheckResult } from '../catalog.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

export interface ResultQuestion {
  readonly resultId: string;
}

/** Works an old result out again from the stored candles, and says whether it checks. The broker is not asked. */
export async function runResult({ db, draw, nowMs }: Tools, work: Work<ResultQuestion>): Promise<void> {
  const { request, words } = work;
  const { resultId } = request.query;
  const result = await findResult(db, resultId);
  const asset = result && (await findAsset(db, result.query.ticker));
  if (result === null || asset === null) {
    return work.end({ state: 'failed', message: unknownResult(words, { typed: resultId }), error: 'NO_RESULT' });
  }
  const { recheck, catalog } = await recheckResult(db, { result, asset });
  const person = await findPerson(db, request.telegramId);
  const facts: CatalogFacts = {
    ...(result.facts as CatalogFigures),
    resultId: result.id,
    ladder: person?.ladder ?? DEFAULT_LADDER,
    zone: request.timeZone,
    nowMs: nowMs(),
    storedMs: result.createdAtMs,
    recheck,
  };
  const message = catalogResult(words, facts);
  // Other candles under the figures of then would be a picture of neither.
  if (catalog === null || recheck.kind !== 'same') return work.end({ state: 'done', message, result: { recheck } });
  const { columns, evaluation } = catalog;
  const picture = catalogPicture({ columns, evaluation, words: catalogPictureWords(words, facts) });
  const pictureHash = await draw(picture, request.theme);
  await work.end({ state: 'done', message, pictureHash, result: { recheck, pictureHash } });
}
