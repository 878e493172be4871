import { Composer } from 'grammy';
import { markInactive } from '#io/db/people.ts';
import type { BotContext } from '../context.ts';

/** Who blocks the bot is written to no more; who unblocks it can be, as after any word of theirs. */
export function presence(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('my_chat_member', async (ctx) => {
    const { status } = ctx.myChatMember.new_chat_member;
    if (status === 'kicked' || status === 'left') await markInactive(ctx.db, ctx.person.telegramId);
  });
  return composer;
}
