import type { Middleware } from 'grammy';
import type { BotContext } from '../context.ts';
import { spellings } from '../spellings.ts';
import { blockedNow } from '../views/blocked.ts';
import { isNeverTooMuch } from './flood-gate.ts';

/** Whom an admin has blocked gets no answers. What is theirs by right passes: their data, their money, the way out. */
export function blockGate(): Middleware<BotContext> {
  return async (ctx, next) => {
    if (!ctx.person.isBlocked || isNeverTooMuch(ctx) || isOpen(ctx)) return next();
    if (ctx.callbackQuery !== undefined || (await ctx.mayTell())) await ctx.say(blockedNow(ctx.words));
  };
}

const OPEN_COMMANDS = new Set(
  (['terms', 'privacy', 'export', 'delete', 'unlink', 'paysupport'] as const).flatMap(spellings),
);
const OPEN_PRESSES = ['privacy', 'unlink', 'account'];
const OPEN_PLAN_SCREENS = ['cancel', 'cancelNow'];

function isOpen({ press, message }: BotContext): boolean {
  if (press?.verb === 'plan') return OPEN_PLAN_SCREENS.includes(press.screen);
  if (press !== undefined) return OPEN_PRESSES.includes(press.verb);
  const [, command] = /^\/(\w+)/.exec(message?.text ?? '') ?? [];
  return command !== undefined && OPEN_COMMANDS.has(command);
}
