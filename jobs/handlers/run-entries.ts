import { type EntriesFacts, entriesPage, keptEntry } from '#bot/views/entries.ts';
import { type CatalogQuery, entries } from '#engine/index.ts';
import { keepResult } from '#io/db/results.ts';
import { askCatalog } from '../ask-catalog.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

/** The entries of a catalog, kept with the answer: its pages and its file are all of this moment. */
export async function runEntries(tools: Tools, work: Work<CatalogQuery>): Promise<void> {
  const { request, words } = work;
  const { query } = request;
  const known = await askCatalog(tools, { work, asked: { kind: 'entries', query } });
  if (known === null) return;
  const { catalog, result } = known;
  const facts: EntriesFacts = { ...known.facts, entries: entries(catalog.evaluation).map(keptEntry) };
  const message = entriesPage(words, { facts, page: 0, requestId: request.id });
  await work.end({ state: 'done', message, result: facts, alongside: (tx) => keepResult(tx, { result }) });
}
