import type { Middleware } from 'grammy';
import type { EpochMs } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { takeUp } from '#io/db/take-up.ts';
import type { Admission, Applicant } from '#io/limits/admission.ts';
import type { PressureWatch } from '#io/limits/watch-pressure.ts';
import type { Log } from '#io/log.ts';
import type { KnownAssets } from '#io/market/known-assets.ts';
import type { JobName } from '#io/queues/jobs.ts';
import type { WorkQueue } from '#io/queues/queue.ts';
import { type InboxUpdate, markUpdateDone } from '#io/telegram/inbox.ts';
import { type Place, putCall, putMessage } from '#io/telegram/outbox.ts';
import { traceOfUpdate } from '#io/trace.ts';
import type { BotContext } from '../context.ts';
import { guessLanguage, words } from '../i18n/index.ts';
import { sealMessage } from '../seal-message.ts';
import type { Message } from '../views/message.ts';

/** What the unit of work needs from the process. */
export interface UnitOfWorkParts {
  readonly db: Database;
  readonly log: Log;
  readonly queue: WorkQueue;
  readonly buttonKey: Buffer;
  readonly assets: KnownAssets;
  readonly admission: Admission;
  readonly watch: PressureWatch;
  readonly events: BotContext['events'];
  /** Wakes the relay of this process. */
  readonly wake: () => void;
}

/**
 * One update, one transaction: what it changes, what it says and that it was handled, all or nothing.
 * A crash before the commit leaves no trace and the update is handled again; after it, nothing is done twice.
 */
export function unitOfWork(parts: UnitOfWorkParts): Middleware<BotContext> {
  const { db, log, events, queue, buttonKey, assets, admission, watch, wake } = parts;
  return async (ctx, next) => {
    const { from, chat } = ctx;
    const updateId = ctx.update.update_id;
    // In a group we are a guest: nothing is said there, and nobody there is remembered.
    if (from === undefined || chat?.type !== 'private' || from.is_bot) {
      await markUpdateDone(db, updateId);
      return;
    }
    const after: (() => void)[] = [];
    await db.transaction().execute(async (tx) => {
      const language = guessLanguage(from.language_code);
      const { id: telegramId, first_name: firstName } = from;
      const taken = await takeUp(tx, { updateId, telegramId, firstName, language, nowMs: Date.now() });
      if (taken === null) return;
      prepare(ctx, tx, after);
      const { person, entitlement, care } = taken;
      Object.assign(ctx, { person, entitlement, care });
      ctx.words = words(guessLanguage(ctx.person.language ?? language), (fault) =>
        ctx.log.error(fault, 'words missing'),
      );
      ctx.limits = admission.limitsOf(applicant(ctx));
      await next();
      await answerPress(ctx, tx);
    });
    for (const act of after) act();
    wake();
  };

  function prepare(ctx: BotContext, tx: Database, after: (() => void)[]): void {
    const updateId = ctx.update.update_id;
    let said = 0;
    ctx.db = tx;
    ctx.assets = assets.list;
    ctx.traceId = traceOfUpdate(updateId);
    ctx.log = log;
    ctx.events = events;
    ctx.isRedacted = (ctx.update as InboxUpdate).redacted === true;

    const put = (message: Message, place: Place, files: Parameters<BotContext['say']>[1] = {}): Promise<number> => {
      said += 1;
      return putMessage(tx, {
        key: `${updateId}:${said}`,
        message: sealMessage(message, { userId: ctx.from!.id, key: buttonKey }),
        place,
        traceId: ctx.traceId,
        ...files,
      });
    };
    const chatId = ctx.chat!.id;
    const anew: Place = { kind: 'new', chatId, afterMessageId: ctx.msgId ?? null };
    ctx.say = (message, files) => put(message, anew, files);
    ctx.show = (message, files) => {
      const pressed = ctx.callbackQuery?.message;
      // Date 0: a message that Telegram no longer shows us, nor lets us edit.
      const isText = pressed !== undefined && pressed.date !== 0 && pressed.photo === undefined;
      return put(message, isText ? { kind: 'edit', chatId, messageId: pressed.message_id } : anew, files);
    };
    ctx.toast = (text) => {
      ctx.toastText = text;
    };
    ctx.line = watch.line;
    ctx.admit = (weight) => admission.admit(tx, { person: applicant(ctx), weight });
    ctx.mayTell = () => admission.mayTell(applicant(ctx));
    ctx.enqueue = (name: JobName, subject: string, turn?: { turnMs: EpochMs }) => {
      after.push(() => {
        // The request is accepted already: if the queue cannot be reached now, it is put there later (jobs/rehydrate).
        queue.add(name, subject, turn).catch((error) => log.warn({ err: error, subject }, 'not queued yet'));
      });
    };
    ctx.afterCommit = (act) => void after.push(act);
  }
}

function applicant({ person, entitlement }: BotContext): Applicant {
  return { telegramId: person.telegramId, priority: entitlement.limits.priority };
}

/** Every press is answered, or the button would keep turning. */
async function answerPress(ctx: BotContext, tx: Database): Promise<void> {
  const { callbackQuery } = ctx;
  if (callbackQuery === undefined) return;
  await putCall(tx, {
    key: `${ctx.update.update_id}:press`,
    chatId: null,
    method: 'answerCallbackQuery',
    payload: { callback_query_id: callbackQuery.id, ...(ctx.toastText === undefined ? {} : { text: ctx.toastText }) },
    traceId: ctx.traceId,
  });
}
