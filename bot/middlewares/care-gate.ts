import type { Middleware } from 'grammy';
import type { EpochMs } from '#engine/index.ts';
import type { BotContext } from '../context.ts';
import { spellings } from '../spellings.ts';
import { pausedNow } from '../views/care.ts';
import { isNeverTooMuch } from './flood-gate.ts';

/**
 * Whoever asked for a break is not answered before its end, whatever they ask: a kind word instead. What is theirs by
 * right passes: their data, their account at the broker, and to pay no longer.
 */
export function careGate({ nowMs: clock }: { nowMs: () => EpochMs }): Middleware<BotContext> {
  return async (ctx, next) => {
    if (isNeverTooMuch(ctx) || isOpen(ctx)) return next();
    const { pausedUntilMs: untilMs } = ctx.care;
    if (untilMs === null) return next();
    await ctx.say(pausedNow(ctx.words, { untilMs, zone: ctx.person.timeZone, nowMs: clock() }));
  };
}

const OPEN_COMMANDS = new Set(
  (['help', 'terms', 'privacy', 'export', 'delete', 'unlink', 'settings', 'paysupport'] as const).flatMap(spellings),
);
const OPEN_PRESSES = ['help', 'unlink', 'account', 'settings', 'languages', 'language', 'zones', 'zone', 'privacy'];
const OPEN_PLAN_SCREENS = ['cancel', 'cancelNow'];

function isOpen({ press, message }: BotContext): boolean {
  if (press !== undefined) {
    // A longer break may always be asked for.
    if (press.verb === 'plan') return OPEN_PLAN_SCREENS.includes(press.screen);
    return press.verb === 'pause' || OPEN_PRESSES.includes(press.verb);
  }
  const [, command] = /^\/(\w+)/.exec(message?.text ?? '') ?? [];
  return command !== undefined && OPEN_COMMANDS.has(command);
}
