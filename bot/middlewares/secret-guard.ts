import type { Middleware } from 'grammy';
import { putCall } from '#io/telegram/outbox.ts';
import type { BotContext } from '../context.ts';
import { passwordInChat } from '../views/link.ts';

/** A message that looks like a password is taken out of the chat, however fast they come. */
export function secretGuard(): Middleware<BotContext> {
  return async (ctx, next) => {
    if (!ctx.isRedacted || ctx.chat === undefined || ctx.msgId === undefined) return next();
    await putCall(ctx.db, {
      key: `${ctx.update.update_id}:delete`,
      chatId: ctx.chat.id,
      method: 'deleteMessage',
      payload: { chat_id: ctx.chat.id, message_id: ctx.msgId },
      traceId: ctx.traceId,
    });
    return next();
  };
}

/** Whoever wrote a password is shown the safe way; the message itself is gone by now. */
export function secretAnswer(): Middleware<BotContext> {
  return async (ctx, next) => {
    if (!ctx.isRedacted) return next();
    await ctx.say(passwordInChat(ctx.words, { isDeleted: true }));
  };
}
