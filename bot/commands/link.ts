import { Composer } from 'grammy';
import { LINK_PAGE_LIFE_MS, openLinkPage } from '#io/db/link-pages.ts';
import { dropLink, findLink } from '#io/db/links.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { alreadyLinked, linkPage, nothingToUnlink, unlinked } from '../views/link.ts';

/** Link and unlink the account at the broker. The password is never typed in the chat. */
export function linkCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('link'), (ctx) => link(ctx, app));
  onPress(composer, 'link', (ctx) => link(ctx, app));
  composer.command(spellings('unlink'), (ctx) => unlink(ctx, app));
  onPress(composer, 'unlink', (ctx) => unlink(ctx, app));
  return composer;
}

async function link(ctx: BotContext, { publicUrl, nowMs: clock }: App): Promise<void> {
  const { telegramId, timeZone: zone } = ctx.person;
  const existing = await findLink(ctx.db, telegramId);
  if (existing?.state === 'active') {
    await ctx.say(alreadyLinked(ctx.words, { displayName: existing.displayName }));
    return;
  }
  const nowMs = clock();
  const token = await openLinkPage(ctx.db, { telegramId, nowMs });
  // In the fragment: the token is never part of a request that a proxy or a log could keep.
  const url = `${publicUrl}/link#${token}`;
  await ctx.say(linkPage(ctx.words, { url, expiresMs: nowMs + LINK_PAGE_LIFE_MS, zone }));
}

async function unlink(ctx: BotContext, { broker, seal }: App): Promise<void> {
  const dropped = await dropLink(ctx.db, { telegramId: ctx.person.telegramId, seal });
  if (dropped === null) {
    await ctx.say(nothingToUnlink(ctx.words));
    return;
  }
  const { sessionToken } = dropped;
  if (sessionToken !== null) {
    const { log } = ctx;
    ctx.afterCommit(() => {
      broker.logout(sessionToken).catch((error) => log.warn({ err: error }, 'the broker did not confirm the logout'));
    });
  }
  await ctx.say(unlinked(ctx.words));
}
