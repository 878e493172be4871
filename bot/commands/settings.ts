import { Composer } from 'grammy';
import { findLink } from '#io/db/links.ts';
import { changePerson } from '#io/db/people.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import type { Message } from '../views/message.ts';
import { settings } from '../views/settings.ts';

export function settingsCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('settings'), async (ctx) => void (await ctx.say(await view(ctx, app))));
  onPress(composer, 'settings', (ctx) => showSettings(ctx, app));
  onPress(composer, 'theme', async (ctx, { theme }) => {
    ctx.person = await changePerson(ctx.db, ctx.person.telegramId, { theme });
    await showSettings(ctx, app);
  });
  return composer;
}

/** The settings in place of the message whose button was pressed. */
export async function showSettings(ctx: BotContext, app: App): Promise<void> {
  await ctx.show(await view(ctx, app));
}

async function view(ctx: BotContext, app: App): Promise<Message> {
  const link = await findLink(ctx.db, ctx.person.telegramId);
  const account = link?.state === 'active' ? { displayName: link.displayName } : null;
  const { timeZone, theme } = ctx.person;
  return settings(ctx.words, { zone: timeZone, theme, nowMs: app.nowMs(), account });
}
