import { Composer } from 'grammy';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { ask } from './ask.ts';

/** How the lists that were shown did afterwards. It needs no account: the record is everybody's. */
export function recordCommands(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('record'), askRecord);
  onPress(composer, 'record', askRecord);
  return composer;
}

async function askRecord(ctx: BotContext): Promise<void> {
  await ask(ctx, { work: { kind: 'record' }, query: {}, queryHash: 'record' });
}
