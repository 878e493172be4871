import { limit } from '@grammyjs/ratelimiter';
import type { Middleware } from 'grammy';
import type { Database } from '#io/db/database.ts';
import { type InboxUpdate, markUpdateDone } from '#io/telegram/inbox.ts';
import type { BotContext } from '../context.ts';

/** More than a person can type: then one notice, then silence until it is over. */
const FLOOD = { timeFrame: 3_000, limit: 20 };

/**
 * Stands before everything that costs something: beyond the first one too many an update is only ticked off, one
 * statement each. A password is taken out of the chat however fast they come, so what looks like one passes.
 */
export function floodGate({ db }: { db: Database }): Middleware<BotContext> {
  const gate = limit<BotContext, never>({
    ...FLOOD,
    keyGenerator: (ctx) => ctx.from?.id.toString(),
    onLimitExceeded: (ctx, next) => {
      ctx.isFlooding = true;
      return next();
    },
  });
  return async (ctx, next) => {
    if ((ctx.update as InboxUpdate).redacted === true) return next();
    let hasPassed = false;
    await gate(ctx, () => {
      hasPassed = true;
      return next();
    });
    if (!hasPassed) await markUpdateDone(db, ctx.update.update_id);
  };
}
