import { Composer } from 'grammy';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { ask } from './ask.ts';
import { mayAsk } from './catalog.ts';
import { FIRST_QUERY } from './read-query.ts';

/** The best five of all open assets, by the owner's strategy. */
export function topCommands(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('top'), askTop);
  onPress(composer, 'top', askTop);
  return composer;
}

async function askTop(ctx: BotContext): Promise<void> {
  if (!(await mayAsk(ctx))) return;
  const { ticker: _ticker, ...question } = FIRST_QUERY;
  await ask(ctx, { work: { kind: 'top' }, query: question, queryHash: 'top' });
}
