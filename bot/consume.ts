import { setTimeout as wait } from 'node:timers/promises';
import { type Bot, BotError } from 'grammy';
import type { Update } from 'grammy/types';
import { AppError } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { isStalePlan } from '#io/db/prepare-repeated.ts';
import type { Events } from '#io/events.ts';
import type { Log } from '#io/log.ts';
import { markUpdateDone } from '#io/telegram/inbox.ts';
import { putMessage } from '#io/telegram/outbox.ts';
import { traceOfUpdate, withTrace } from '#io/trace.ts';
import type { BotContext } from './context.ts';
import { guessLanguage, words } from './i18n/index.ts';
import { sealMessage } from './seal-message.ts';
import { apology, explained } from './views/problems.ts';

const MOST_COLLISIONS = 3;

export interface Consumer {
  /** Handles one update to its end, whatever happens. */
  consume(update: Update): Promise<void>;
  /** Tells the person of an update that was set aside. */
  apologize(update: Update): Promise<void>;
}

/**
 * Here all errors of the bot arrive.
 *
 * A database that is away is waited for: the update is in the inbox and nothing of it was done. Any other failure
 * is told to the person, with an id that finds it in the log, and the update is done.
 */
export function createConsumer({
  bot,
  db,
  log,
  events,
  buttonKey,
  wake,
  signal,
}: {
  bot: Bot<BotContext>;
  db: Database;
  log: Log;
  events: Pick<Events, 'updateHandled'>;
  buttonKey: Buffer;
  wake: () => void;
  signal: AbortSignal;
}): Consumer {
  return {
    consume: (update) => withTrace(traceOfUpdate(update.update_id), () => consume(update)),
    apologize: (update) => withTrace(traceOfUpdate(update.update_id), () => apologize(update)),
  };

  async function consume(update: Update): Promise<void> {
    const startedMs = performance.now();
    const tell = (end: 'done' | 'failed') => {
      const kind = Object.keys(update).find((key) => key !== 'update_id') ?? 'none';
      events.updateHandled({ kind, end, ms: performance.now() - startedMs });
    };
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        await bot.handleUpdate(update);
        return tell('done');
      } catch (error) {
        const cause = error instanceof BotError ? error.error : error;
        try {
          if (!isDatabaseAway(cause) && !(isCollision(cause) && attempt <= MOST_COLLISIONS)) {
            await giveUp(update, cause);
            return tell('failed');
          }
        } catch (again) {
          log.warn({ err: again, updateId: update.update_id }, 'the failure could not be told either');
        }
        log.warn({ err: cause, updateId: update.update_id, attempt }, 'update waits for the database');
        await wait(Math.min(5_000, 100 * 2 ** attempt), undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async function giveUp(update: Update, cause: unknown): Promise<void> {
    log.error({ err: cause }, 'update failed');
    await db.transaction().execute(async (tx) => {
      if (await markUpdateDone(tx, update.update_id)) await tellWhy(tx, update, cause);
    });
    wake();
  }

  /** For an update that nobody will handle any more. */
  async function apologize(update: Update): Promise<void> {
    await tellWhy(db, update, null);
    wake();
  }

  async function tellWhy(tx: Database, update: Update, cause: unknown): Promise<void> {
    const message = update.message ?? update.callback_query?.message;
    const from = update.message?.from ?? update.callback_query?.from;
    if (message === undefined || from === undefined) return;
    const person = await tx
      .selectFrom('person')
      .select('language')
      .where('telegram_id', '=', from.id)
      .executeTakeFirst();
    const say = words(guessLanguage(person?.language ?? from.language_code));
    const reportId = traceOfUpdate(update.update_id);
    const told =
      cause instanceof AppError && cause.say !== undefined
        ? explained(say, { say: cause.say, with: cause.with })
        : apology(say, { reportId });
    await putMessage(tx, {
      key: `${update.update_id}:apology`,
      place: { kind: 'new', chatId: message.chat.id, afterMessageId: message.message_id },
      message: sealMessage(told, { userId: from.id, key: buttonKey }),
      traceId: reportId,
    });
  }
}

/**
 * Two transactions stood in each other's way and PostgreSQL chose ours to go back, or a table changed its shape while
 * we worked: nothing of it was done.
 */
function isCollision(error: unknown): boolean {
  if (isStalePlan(error)) return true;
  return ['40001', '40P01'].includes((error as { code?: string } | null)?.code ?? '');
}

/** As the driver says it; the last of whoever stood still in a transaction until the server gave them up. */
const LINE_TROUBLE = /Connection terminated|timeout exceeded when trying to connect|is not queryable/;

/** PostgreSQL says that it is starting or ending (57P), out of connections (53), or the line is broken (08). */
function isDatabaseAway(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code ?? '';
  if (/^(57P0|53|08)/.test(code)) return true;
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code)) return true;
  return error instanceof Error && LINE_TROUBLE.test(error.message);
}
