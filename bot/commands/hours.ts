import { Composer } from 'grammy';
import { type CatalogQuery, queryKey } from '#engine/index.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { HOURS_WINDOW } from '../views/hours-button.ts';
import { queryProblem } from '../views/query-problem.ts';
import { ask } from './ask.ts';
import { mayAsk, waitForAssets } from './catalog.ts';
import { readQuery, startingQuery } from './read-query.ts';

/** In which hours of which days a strategy did well: the words of /catalog, and a month where no window is typed. */
export function hoursCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('hours'), async (ctx) => {
    if (!(await mayAsk(ctx))) return;
    const defaults = { ...startingQuery(ctx), window: HOURS_WINDOW };
    const parsed = await readQuery(ctx, { text: ctx.match.trim(), app, defaults });
    if (parsed.ok) return askHours(ctx, parsed.query);
    if (parsed.problem.query.ticker === '') return waitForAssets(ctx);
    await ctx.say(queryProblem(ctx.words, parsed.problem, 'hours'));
  });
  onPress(composer, 'hours', async (ctx, { query }) => {
    if (await mayAsk(ctx)) await askHours(ctx, query);
  });
  return composer;
}

function askHours(ctx: BotContext, query: CatalogQuery): Promise<void> {
  return ask(ctx, { work: { kind: 'hours', query }, query, queryHash: `hours ${queryKey(query)}` });
}
