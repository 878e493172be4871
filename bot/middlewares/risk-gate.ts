import type { Middleware } from 'grammy';
import type { BotContext } from '../context.ts';
import { spellings } from '../spellings.ts';
import { RISK_NOTICE_VERSION, riskNoticeFirst } from '../views/start.ts';

/** Nobody gets figures before having read what they are worth. What leads to the notice passes. */
export function riskGate(): Middleware<BotContext> {
  return async (ctx, next) => {
    if (ctx.person.riskNoticeVersion === RISK_NOTICE_VERSION || leadsToNotice(ctx)) return next();
    await ctx.say(riskNoticeFirst(ctx.words, { firstName: ctx.person.firstName }));
  };
}

const OPEN_COMMANDS = new Set(
  (['start', 'help', 'terms', 'privacy', 'export', 'delete', 'unlink', 'paysupport'] as const).flatMap(spellings),
);

const OPEN_PRESSES = ['accept', 'minor', 'language', 'languages', 'help', 'privacy', 'unlink', 'refund'];

function leadsToNotice({ press, message }: BotContext): boolean {
  if (press?.verb === 'account') return press.act === 'list' || press.act === 'unlink';
  if (press !== undefined) return OPEN_PRESSES.includes(press.verb);
  if (message === undefined) return true;
  const [, command] = /^\/(\w+)/.exec(message.text ?? '') ?? [];
  return command !== undefined && OPEN_COMMANDS.has(command);
}
