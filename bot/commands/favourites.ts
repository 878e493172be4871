import { Composer } from 'grammy';
import { parseCatalogWords } from '#engine/index.ts';
import { addFavourite, dropFavourite, favouritesOf } from '#io/db/favourites.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { favourites, favouriteUnknown, starred, starredMessage } from '../views/favourites.ts';
import type { Message } from '../views/message.ts';
import { noAssets } from '../views/problems.ts';
import { FIRST_QUERY, startingQuery } from './read-query.ts';
import { ownLimits } from './within-plan.ts';

/** Assets a person has starred: the list, and the stars under results and menus. */
export function favouritesCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(spellings('favourites'), async (ctx) => {
    const text = ctx.match.trim();
    await ctx.say(text === '' ? await list(ctx) : await star(ctx, { text, app }));
  });
  onPress(composer, 'favourites', async (ctx) => ctx.show(await list(ctx)));
  onPress(composer, 'star', async (ctx, { ticker }) => {
    const end = await addFavourite(ctx.db, { telegramId: ctx.person.telegramId, ticker });
    ctx.toast(starred(ctx.words, { ticker, end }));
  });
  onPress(composer, 'unstar', async (ctx, { ticker }) => {
    await dropFavourite(ctx.db, { telegramId: ctx.person.telegramId, ticker });
    await ctx.show(await list(ctx));
  });
  return composer;
}

async function list(ctx: BotContext): Promise<Message> {
  const [tickers, assets] = await Promise.all([favouritesOf(ctx.db, ctx.person.telegramId), ctx.assets()]);
  const { ticker: _ticker, ...plan } = startingQuery(ctx);
  const listed = tickers.map((ticker) => {
    const asset = assets.find((one) => one.ticker === ticker);
    return { ticker, isOpen: asset?.isOpen ?? false, payoutRatio: asset?.payoutRatio ?? null };
  });
  return favourites(ctx.words, { list: listed, plan });
}

/** An asset by its name, however it is spelled. */
async function star(ctx: BotContext, { text, app }: { text: string; app: App }): Promise<Message> {
  const assets = await ctx.assets();
  if (assets.length === 0) return noAssets(ctx.words);
  const { ticker: _ticker, ...defaults } = FIRST_QUERY;
  const parsed = parseCatalogWords({
    text,
    defaults,
    tickers: assets.map((asset) => asset.ticker),
    limits: ownLimits(ctx),
    nowMs: app.nowMs(),
    utcOffsetMs: () => 0,
  });
  if (!parsed.ok) {
    const { problem } = parsed;
    return favouriteUnknown(ctx.words, {
      typed: problem.typed || text,
      nearest: problem.code === 'unknown_asset' ? problem.nearest : [],
    });
  }
  const { ticker } = parsed.query;
  const end = await addFavourite(ctx.db, { telegramId: ctx.person.telegramId, ticker });
  return starredMessage(ctx.words, { ticker, end });
}
