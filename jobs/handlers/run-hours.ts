import { type HoursFacts, hoursPictureWords, hoursResult } from '#bot/views/hours.ts';
import { zoneOffsets } from '#bot/views/time-zones.ts';
import { type CatalogQuery, hoursPicture, hourTable, shrink } from '#engine/index.ts';
import { keepResult } from '#io/db/results.ts';
import { askCatalog } from '../ask-catalog.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

/** A catalog by hour and weekday, on the person's clock, as a heat map. */
export async function runHours(tools: Tools, work: Work<CatalogQuery>): Promise<void> {
  const { request, words, signal } = work;
  const { query, timeZone: zone } = request;
  const known = await askCatalog(tools, { work, asked: { kind: 'hours', query } });
  if (known === null) return;
  const { catalog, result } = known;
  const table = shrink(hourTable(catalog.evaluation, { utcOffsetMsAt: zoneOffsets(zone) }));
  const facts: HoursFacts = { ...known.facts, table };
  const pictureHash = await tools.draw(hoursPicture({ table, words: hoursPictureWords(words, facts) }), request.theme);
  signal.throwIfAborted();
  await work.end({
    state: 'done',
    message: hoursResult(words, facts),
    pictureHash,
    result: { facts, pictureHash },
    alongside: (tx) => keepResult(tx, { result }),
  });
}
