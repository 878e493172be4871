import { limit } from '@grammyjs/ratelimiter';
import type { Middleware } from 'grammy';
import type { Database } from '#io/db/database.ts';
import { type InboxUpdate, markUpdateDone } from '#io/telegram/inbox.ts';
import type { BotContext } from '../context.ts';

/** More than a person can type. */
const FLOOD = { timeFrame: 3_000, limit: 20 };
/** Whoever is shut out is heard again after a pause of this length, not before. */
const PAUSE_MS = 3_000;
const MANY_SILENT = 1_000;

/**
 * Stands before everything that costs something: beyond the first one too many an update is only ticked off, one
 * statement each, until there is a pause. What looks like a password passes, to be taken out of the chat.
 */
export function floodGate({ db }: { db: Database }): Middleware<BotContext> {
  const silentUntilMs = new Map<number, number>();
  const gate = limit<BotContext, never>({
    ...FLOOD,
    keyGenerator: (ctx) => ctx.from?.id.toString(),
    onLimitExceeded: (ctx, next) => {
      ctx.isFlooding = true;
      return next();
    },
  });

  function silence(personId: number): void {
    const nowMs = performance.now();
    silentUntilMs.set(personId, nowMs + PAUSE_MS);
    if (silentUntilMs.size <= MANY_SILENT) return;
    for (const [one, untilMs] of silentUntilMs) if (untilMs < nowMs) silentUntilMs.delete(one);
  }

  return async (ctx, next) => {
    const isRedacted = (ctx.update as InboxUpdate).redacted === true;
    if (isRedacted || isNeverTooMuch(ctx)) return next();
    const personId = ctx.from?.id ?? 0;
    let hasPassed = false;
    if ((silentUntilMs.get(personId) ?? 0) <= performance.now()) {
      await gate(ctx, () => {
        hasPassed = true;
        return next();
      });
    }
    if (!hasPassed || ctx.isFlooding) silence(personId);
    if (!hasPassed) await markUpdateDone(db, ctx.update.update_id);
  };
}

/** What must not be lost however fast it comes: money, and whether we may still write to somebody. */
export function isNeverTooMuch({ update }: BotContext): boolean {
  const { message } = update;
  const isMoney = update.pre_checkout_query ?? message?.successful_payment ?? message?.refunded_payment;
  return isMoney !== undefined || update.my_chat_member !== undefined;
}
