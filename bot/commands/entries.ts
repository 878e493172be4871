import { Composer } from 'grammy';
import { type CatalogQuery, queryKey } from '#engine/index.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { queryProblem } from '../views/query-problem.ts';
import { ask } from './ask.ts';
import { mayAsk, waitForAssets } from './catalog.ts';
import { readQuery } from './read-query.ts';

/** Every entry of a catalog with its result; the words of /catalog. */
export function entriesCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('entries'), async (ctx) => {
    if (!(await mayAsk(ctx))) return;
    const parsed = await readQuery(ctx, { text: ctx.match.trim(), app });
    if (parsed.ok) return askEntries(ctx, parsed.query);
    if (parsed.problem.query.ticker === '') return waitForAssets(ctx);
    await ctx.say(queryProblem(ctx.words, parsed.problem, 'entries'));
  });
  onPress(composer, 'entries', async (ctx, { query }) => {
    if (await mayAsk(ctx)) await askEntries(ctx, query);
  });
  return composer;
}

function askEntries(ctx: BotContext, query: CatalogQuery): Promise<void> {
  return ask(ctx, { work: { kind: 'entries', query }, query, queryHash: `entries ${queryKey(query)}` });
}
