import { catalogResult } from '#bot/views/catalog.ts';
import { catalogPictureWords } from '#bot/views/catalog-picture.ts';
import { progress } from '#bot/views/progress.ts';
import { type CatalogQuery, catalogPicture } from '#engine/index.ts';
import { keepReady } from '#io/db/ready-answers.ts';
import { keepResult } from '#io/db/results.ts';
import { askCatalog } from '../ask-catalog.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

/** One question, answered: candles that are missing are fetched, the rest is read, counted, drawn and said. */
export async function runCatalog(tools: Tools, work: Work<CatalogQuery>): Promise<void> {
  const { request, words, signal } = work;
  const asked = { kind: 'catalog', query: request.query } as const;
  const known = await askCatalog(tools, { work, asked });
  if (known === null) return;
  const { catalog, facts, result } = known;
  const drawing = { requestId: request.id, work: asked, zone: request.timeZone, stage: { kind: 'drawing' } } as const;
  work.progress(() => progress(words, drawing));
  const { columns, evaluation } = catalog;
  const picture = catalogPicture({ columns, evaluation, words: catalogPictureWords(words, facts) });
  const pictureHash = await tools.draw(picture, request.theme);
  signal.throwIfAborted();
  const { language, timeZone, theme } = request;
  const { ladder, nowMs, resultId } = facts;
  await work.end({
    state: 'done',
    message: catalogResult(words, facts),
    pictureHash,
    result: { facts, pictureHash },
    async alongside(tx) {
      await keepResult(tx, { result, pictureHash });
      // Where the market is closed the answer says when it opens, to each in their own time.
      if (facts.closed !== undefined) return;
      await keepReady(tx, {
        ...{ query: request.query, nowMs, language, timeZone, theme, ladder },
        ...{ assetId: catalog.assetId, payoutRatio: catalog.figures.payoutRatio },
        answer: { figures: catalog.figures, resultId, pictureHash },
      });
    },
  });
}
