import { LINK_PAGE_LIFE_MS, openLinkPage } from '#io/db/link-pages.ts';
import { linksOf, MOST_ACCOUNTS } from '#io/db/links.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { accountsFull, linkPage } from '../views/link.ts';

/** A fresh one-time page, for a first account, a further one, or one whose session is over. */
export async function offerPage(ctx: BotContext, { publicUrl, nowMs: clock }: App): Promise<void> {
  const { telegramId, timeZone: zone } = ctx.person;
  const links = await linksOf(ctx.db, telegramId);
  // One whose session is over may be linked again, however many there are.
  if (links.length >= MOST_ACCOUNTS && links.every(({ state }) => state === 'active')) {
    await ctx.say(accountsFull(ctx.words, { most: MOST_ACCOUNTS }));
    return;
  }
  const nowMs = clock();
  const token = await openLinkPage(ctx.db, { telegramId, nowMs });
  // In the fragment: the token is never part of a request that a proxy or a log could keep.
  const url = `${publicUrl}/link#${token}`;
  await ctx.say(linkPage(ctx.words, { url, expiresMs: nowMs + LINK_PAGE_LIFE_MS, zone }));
}
