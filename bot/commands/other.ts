import { Composer } from 'grammy';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { catalogMenu } from '../menus/catalog-menu.ts';
import { notUnderstood, unknownCommand } from '../views/problems.ts';
import { queryProblem } from '../views/query-problem.ts';
import { mayAsk, waitForAssets } from './catalog.ts';
import { readQuery } from './read-query.ts';

const MOST_WORDS = 120;

/** Whatever is no command of ours. The name of an asset opens its menu: that is how assets are searched for. */
export function otherMessages(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx) => {
    const text = ctx.message.text ?? '';
    if (text.startsWith('/'))
      return void (await ctx.say(unknownCommand(ctx.words, { typed: text.split(/\s/)[0] ?? '' })));
    if (text === '' || text.length > MOST_WORDS) return void (await ctx.say(notUnderstood(ctx.words)));
    const parsed = await readQuery(ctx, { text, app });
    if (parsed.ok) {
      const assets = await ctx.assets();
      const zone = ctx.person.timeZone;
      return void (await ctx.say(catalogMenu(ctx.words, { screen: 'home', query: parsed.query, assets, zone })));
    }
    const { problem } = parsed;
    // Nothing can be found in a list that is not there: what is missing is the account, or the list.
    if (problem.code === 'unknown_asset' && (await ctx.assets()).length === 0) {
      if (await mayAsk(ctx)) await waitForAssets(ctx);
      return;
    }
    const isNearby = problem.code === 'unknown_asset' && problem.nearest.length > 0;
    await ctx.say(isNearby ? queryProblem(ctx.words, problem) : notUnderstood(ctx.words));
  });
  return composer;
}
