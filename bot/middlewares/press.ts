import type { Middleware } from 'grammy';
import { decode } from '../callback-data.ts';
import type { BotContext } from '../context.ts';
import { menuExpired, toast } from '../views/problems.ts';

/** Reads what a button asks for; one that is old, foreign or forged is answered here and goes no further. */
export function openPress({ buttonKey }: { buttonKey: Buffer }): Middleware<BotContext> {
  return async (ctx, next) => {
    if (ctx.callbackQuery === undefined) return next();
    const opened = decode(ctx.callbackQuery.data ?? '', { userId: ctx.callbackQuery.from.id, key: buttonKey });
    if (opened.ok) {
      ctx.press = opened.press;
      return next();
    }
    ctx.log.info({ reason: opened.reason }, 'button refused');
    if (opened.reason === 'foreign') return ctx.toast(toast(ctx.words, 'foreign'));
    ctx.toast(toast(ctx.words, 'expired'));
    await ctx.say(menuExpired(ctx.words));
  };
}
