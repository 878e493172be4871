import { Composer } from 'grammy';
import { dropLink, type Link, linksOf, MOST_ACCOUNTS, useLink } from '#io/db/links.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { accounts } from '../views/accounts.ts';
import { nothingToUnlink, unlinked } from '../views/link.ts';
import type { Message } from '../views/message.ts';
import { toast } from '../views/problems.ts';
import { offerPage } from './offer-page.ts';

/** The accounts at the broker: which one is in use, and the end of each session. */
export function accountCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  onPress(composer, 'account', async (ctx, press) => {
    switch (press.act) {
      case 'list':
        return await sayAccounts(ctx, app);
      case 'add':
        return await offerPage(ctx, app);
      case 'use':
        return await switchTo(ctx, app, press.id);
      case 'unlink':
        return await unlinkAccount(ctx, app, press.id);
    }
  });
  return composer;
}

/** The list in a message of its own; what stands on the account in use follows when the broker has told it. */
export async function sayAccounts(ctx: BotContext, app: App): Promise<void> {
  const links = await linksOf(ctx.db, ctx.person.telegramId);
  if (links.length === 0) return void (await ctx.say(nothingToUnlink(ctx.words)));
  followUp(ctx, await ctx.say(accountList(ctx, { app, links })));
}

/** A button may be older than the account: whatever is true now is shown. */
async function switchTo(ctx: BotContext, app: App, linkId: number): Promise<void> {
  const { telegramId } = ctx.person;
  const inUse = await useLink(ctx.db, { telegramId, linkId });
  if (inUse !== null) ctx.toast(toast(ctx.words, 'account-in-use'));
  await showAccounts(ctx, app);
}

/** Ends one link here; its session at the broker ends as soon as that hears of it. */
export async function unlinkAccount(ctx: BotContext, app: App, linkId: number): Promise<void> {
  const { telegramId } = ctx.person;
  const dropped = await dropLink(ctx.db, { telegramId, linkId, seal: app.seal });
  if (dropped === null) return await showAccounts(ctx, app);
  const { endedId, displayName } = dropped;
  if (endedId !== null) ctx.enqueue('end-session', String(endedId));
  await showAccounts(ctx, app, displayName);
}

async function showAccounts(ctx: BotContext, app: App, dropped?: string): Promise<void> {
  const links = await linksOf(ctx.db, ctx.person.telegramId);
  if (links.length > 0) followUp(ctx, await ctx.show(accountList(ctx, { app, links, dropped })));
  else await ctx.show(dropped === undefined ? nothingToUnlink(ctx.words) : unlinked(ctx.words));
}

function followUp(ctx: BotContext, outboxId: number): void {
  ctx.enqueue('accounts', String(outboxId));
}

function accountList(
  { words, person }: BotContext,
  { app, links, dropped }: { app: App; links: readonly Link[]; dropped?: string | undefined },
): Message {
  return accounts(words, {
    ...{ accounts: links, zone: person.timeZone, nowMs: app.nowMs(), isFull: links.length >= MOST_ACCOUNTS },
    ...(dropped === undefined ? {} : { dropped }),
  });
}
