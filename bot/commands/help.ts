import { Composer } from 'grammy';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { help } from '../views/help.ts';
import { terms } from '../views/privacy.ts';

export function helpCommands(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('help'), async (ctx) => void (await ctx.say(help(ctx.words))));
  composer.command(spellings('terms'), async (ctx) => void (await ctx.say(terms(ctx.words))));
  onPress(composer, 'help', (ctx) => ctx.say(help(ctx.words)));
  return composer;
}
