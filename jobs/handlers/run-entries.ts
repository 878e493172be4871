import { type EntriesFacts, entriesPage, keptEntry } from '#bot/views/entries.ts';
import { type CatalogQuery, entries } from '#engine/index.ts';
import { askCatalog } from '../ask-catalog.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

/** The entries of a catalog, kept with the answer: its pages and its file are all of this moment. */
export async function runEntries(tools: Tools, work: Work<CatalogQuery>): Promise<void> {
  const { request, words } = work;
  const { query, timeZone: zone } = request;
  const known = await askCatalog(tools, { work, asked: { kind: 'entries', query } });
  if (known === null) return;
  const { catalog, nowMs } = known;
  const facts: EntriesFacts = {
    ...catalog.figures,
    entries: entries(catalog.evaluation).map(keptEntry),
    zone,
    nowMs,
  };
  const message = entriesPage(words, { facts, page: 0, requestId: request.id });
  await work.end({ state: 'done', message, result: facts });
}
