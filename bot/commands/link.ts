import { Composer } from 'grammy';
import { findLink, linksOf } from '#io/db/links.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { nothingToUnlink } from '../views/link.ts';
import { sayAccounts, unlinkAccount } from './accounts.ts';
import { offerPage } from './offer-page.ts';

/** Link and unlink the account at the broker. The password is never typed in the chat. */
export function linkCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('link'), (ctx) => link(ctx, app));
  onPress(composer, 'link', (ctx) => link(ctx, app));
  composer.command(spellings('unlink'), (ctx) => unlink(ctx, app));
  onPress(composer, 'unlink', (ctx) => unlink(ctx, app));
  return composer;
}

/** Whoever has an account in use that works sees it; everybody else gets the way to link one. */
async function link(ctx: BotContext, app: App): Promise<void> {
  const inUse = await findLink(ctx.db, ctx.person.telegramId);
  if (inUse?.state === 'active') await sayAccounts(ctx, app);
  else await offerPage(ctx, app);
}

/** The only account at once; of several, which one is chosen. */
async function unlink(ctx: BotContext, app: App): Promise<void> {
  const [only, ...more] = await linksOf(ctx.db, ctx.person.telegramId);
  if (only === undefined) await ctx.say(nothingToUnlink(ctx.words));
  else if (more.length > 0) await sayAccounts(ctx, app);
  else await unlinkAccount(ctx, app, only.id);
}
