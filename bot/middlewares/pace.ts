import type { Middleware } from 'grammy';
import { tellToWait } from '../commands/tell-to-wait.ts';
import type { BotContext } from '../context.ts';
import { tooFast } from '../views/problems.ts';
import { isNeverTooMuch } from './flood-gate.ts';

/** Whoever the gate has just shut out is told so, and whoever writes fast for a long time when to go on; both once. */
export function pace(): Middleware<BotContext> {
  return async (ctx, next) => {
    if (isNeverTooMuch(ctx)) return next();
    if (ctx.isFlooding) {
      if (await ctx.mayTell()) await ctx.say(tooFast(ctx.words));
      return;
    }
    const admitted = await ctx.admit('light');
    if (admitted.ok) return next();
    if (ctx.callbackQuery !== undefined || (await ctx.mayTell())) await tellToWait(ctx, admitted);
  };
}
