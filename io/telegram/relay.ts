import type { Api } from 'grammy';
import type { Database } from '#io/db/database.ts';
import { toJsonb } from '#io/db/json.ts';
import { markInactive } from '#io/db/people.ts';
import type { Log } from '#io/log.ts';
import { withTrace } from '#io/trace.ts';
import { type ApiCall, type Delivery, deliver } from './deliver.ts';
import { findSent } from './find-sent.ts';
import { claimRows, disownRows, type Json, nextDueMs, type OutboxRow, postponeRow, settleRow } from './outbox-row.ts';
import { createPace, type Pace } from './pace.ts';
import { createUploads, type Stored } from './uploads.ts';

const SAME_TIME_MS = 2_000;
const MAX_IN_FLIGHT = 16;
const MAX_ATTEMPTS = 12;
const DISOWN_EVERY_MS = 5_000;
/** Longest that an end goes on sending, and longest that it waits for answers. */
const FLUSH_MS = 5_000;
const END_MS = 8_000;
/** Even without a notice the relay looks this often. */
const IDLE_LOOK_MS = 1_000;
/** A lost answer may still be on its way to the chat; look for the message only after it had time to arrive. */
const LOST_ANSWER_WAIT_MS = 1_500;

export interface Relay {
  /** There is something new in the outbox. */
  wake(): void;
  /** Sends what can go now, within seconds; then takes no more and waits for those on the way. */
  close(): Promise<void>;
}

/**
 * Sends what the outbox holds, in order within a chat, chats side by side. One relay a bot: its holder has the lease,
 * and sends nothing from the moment on at which another could have it (`isMine`).
 */
export async function startRelay({
  db,
  api,
  log,
  pace = createPace(),
  isMine = () => true,
}: {
  db: Database;
  api: Api;
  log: Log;
  /** Shared by all who send for the bot. */
  pace?: Pace;
  isMine?: () => boolean;
}): Promise<Relay> {
  const uploads = createUploads(db);
  /** By the number of the row. */
  const inFlight = new Map<number, Promise<void>>();
  let disownedMs = Number.NEGATIVE_INFINITY;
  let limited: { chatId: number | null; atMs: number } = { chatId: null, atMs: 0 };
  let isClosed = false;
  let isLooking = false;
  let looking = Promise.resolve();
  let lookAgain = false;
  /** Rows waited for others when we looked: each end may let one go. */
  let isMore = false;
  let ended = 0;
  /** Rows may wait for a moment to come: an earlier process left some, or we put some back. */
  let mayBeWaiting = true;
  let lookTimer: NodeJS.Timeout | undefined;

  await disownStrays();
  wake();
  return { wake, close };

  function wake(): void {
    if (isClosed) return;
    lookAgain = true;
    // Whoever wakes us has a trace of their own.
    if (!isLooking) looking = withTrace(null, look);
  }

  async function look(): Promise<void> {
    isLooking = true;
    let dueMs = IDLE_LOOK_MS;
    try {
      while (lookAgain && !isClosed) {
        lookAgain = false;
        const pauseMs = pace.pauseMs();
        if (pauseMs > 0) {
          dueMs = pauseMs;
          break;
        }
        const room = MAX_IN_FLIGHT - inFlight.size;
        if (room === 0) isMore = true;
        if (room === 0 || !isMine()) break;
        if (performance.now() - disownedMs > DISOWN_EVERY_MS) await disownStrays();
        const endedBefore = ended;
        const claimed = await claimRows(db, room);
        for (const row of claimed.rows) carry(row);
        isMore = claimed.isMore;
        // Of those that ended while we looked nobody told us, and one of the others may have waited for them.
        if (isMore && ended > endedBefore) lookAgain = true;
        if (claimed.rows.length === 0 && mayBeWaiting) dueMs = await untilNextDueMs();
      }
    } catch (error) {
      log.error({ err: error }, 'the outbox cannot be read');
    }
    isLooking = false;
    clearTimeout(lookTimer);
    if (!isClosed) lookTimer = setTimeout(wake, Math.max(5, dueMs));
  }

  /** Rows that an earlier process was sending, or that we sent while the database could not be told. */
  async function disownStrays(): Promise<void> {
    const rows = await disownRows(db, { but: [...inFlight.keys()] });
    disownedMs = performance.now();
    if (rows > 0) log.warn({ rows }, 'messages of which nobody wrote down whether they arrived');
  }

  async function untilNextDueMs(): Promise<number> {
    mayBeWaiting = false;
    const dueMs = await nextDueMs(db);
    if (dueMs === null) return IDLE_LOOK_MS;
    mayBeWaiting = true;
    return Math.min(IDLE_LOOK_MS, dueMs);
  }

  async function putBack(id: number, back: Parameters<typeof postponeRow>[2]): Promise<void> {
    await postponeRow(db, id, back);
    mayBeWaiting = true;
  }

  function carry(row: OutboxRow): void {
    const work = withTrace(row.trace_id, () => handle(row).catch((error) => giveBack(row, error))).finally(() => {
      inFlight.delete(row.id);
      ended += 1;
      if (isMore || mayBeWaiting) wake();
    });
    inFlight.set(row.id, work);
  }

  async function giveBack(row: OutboxRow, error: unknown): Promise<void> {
    log.error({ err: error, outboxId: row.id }, 'an outgoing message could not be settled');
    if (!isMine()) return;
    await putBack(row.id, { state: 'unknown', afterMs: 1_000, error: String(error) }).catch(() => undefined);
  }

  async function handle(row: OutboxRow): Promise<void> {
    if (row.isSuperseded) return settleRow(db, row.id, { state: 'dropped' });
    const { call, afterMessageId } = callFor(row);
    if (row.wasUnknown && isNew(call.method)) {
      const lost = { outboxId: row.id, chatId: row.chat_id, afterMessageId, call, isMine };
      const found = await findSent(db, api, lost);
      // Whoever has the lease now looks for it too.
      if (!isMine()) return;
      if (found === 'unsure') return putBack(row.id, backOff(row, 'unknown', 'no answer while searching'));
      if (found !== null) return settleRow(db, row.id, { state: 'sent', messageId: found });
    }
    const stored = storedFor(row);
    const upload = stored === null ? null : await uploads.take(stored);
    // Whoever has the lease now finds the row as it is and goes on with it.
    if (!isMine()) return;
    // A message that follows none of the chat answers nobody, and counts with the broadcasts.
    if (isNew(call.method) && afterMessageId === null) pace.spend(1);
    const startedMs = performance.now();
    const delivery = await deliver(api, { ...call, attachment: upload?.attachment ?? null });
    if (upload !== null) await upload.done(delivery.kind === 'sent' ? delivery.fileId : null);
    log.debug(
      {
        outboxId: row.id,
        method: call.method,
        end: delivery.kind,
        ms: Math.round(performance.now() - startedMs),
      },
      'telegram call',
    );
    // What we could not do is no news to whoever has done it by now.
    if (delivery.kind !== 'sent' && !isMine()) return;
    await settle(row, call.method, delivery);
  }

  async function settle(row: OutboxRow, method: string, delivery: Delivery): Promise<void> {
    switch (delivery.kind) {
      case 'sent':
        return settleRow(db, row.id, { state: 'sent', messageId: isNew(method) ? delivery.messageId : null });
      case 'later':
        if (delivery.why === 'unreachable' || isEverybodys(row)) {
          pace.pause(delivery.afterMs);
        }
        return putBack(row.id, { state: 'queued', afterMs: delivery.afterMs, error: delivery.error });
      case 'unknown':
        return again(row, delivery.error);
      case 'file_refused': {
        const stored = storedFor(row);
        if (stored !== null) await uploads.forget(stored);
        return putBack(row.id, { state: 'queued', afterMs: 0, error: delivery.error });
      }
      case 'gone':
        // The person deleted it, or it is too old: the result still has to reach them, once, as a new message.
        if (row.target_id !== null) {
          await db.updateTable('outbox').set({ message_id: null }).where('id', '=', row.target_id).execute();
          return putBack(row.id, { state: 'queued', afterMs: 0, error: delivery.error });
        }
        if (row.picture_hash !== null) {
          const { method: anew, payload } = asNewMessage(row);
          const changed = { method: anew, payload: toJsonb(payload), message_id: null };
          await db.updateTable('outbox').set(changed).where('id', '=', row.id).execute();
          return putBack(row.id, { state: 'queued', afterMs: 0, error: delivery.error });
        }
        return settleRow(db, row.id, { state: 'failed', error: delivery.error });
      case 'blocked':
        if (row.chat_id !== null) await markInactive(db, row.chat_id);
        log.info({ outboxId: row.id, method, error: delivery.error }, 'nobody to write to');
        return settleRow(db, row.id, { state: 'failed', error: delivery.error });
      case 'refused':
        // Answers to presses and to half-typed words often come when nobody waits any more.
        log[isFleeting(row) ? 'info' : 'warn'](
          { outboxId: row.id, method, error: delivery.error },
          'Telegram refused a call',
        );
        return settleRow(db, row.id, { state: 'failed', error: delivery.error });
    }
  }

  /** Telegram does not say whom a 429 is for. One chat alone waits alone; a second one at the same time means all. */
  function isEverybodys({ chat_id: chatId }: OutboxRow): boolean {
    const nowMs = Date.now();
    const isSecond = chatId !== limited.chatId && nowMs - limited.atMs < SAME_TIME_MS;
    limited = { chatId, atMs: nowMs };
    return isSecond;
  }

  async function again(row: OutboxRow, error: string): Promise<void> {
    if (row.attempts >= MAX_ATTEMPTS || isFleeting(row)) return settleRow(db, row.id, { state: 'failed', error });
    await putBack(row.id, backOff(row, 'unknown', error));
  }

  /** What was said in the last moment goes out now, and does not wait for the next start. */
  async function flush(): Promise<void> {
    const endMs = performance.now() + FLUSH_MS;
    do {
      wake();
      await looking;
      if (inFlight.size === 0) return;
      await Promise.race(inFlight.values());
    } while (performance.now() < endMs);
  }

  async function close(): Promise<void> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, END_MS);
    // What Telegram does not answer in time is found by whoever sends next.
    await Promise.race([flush(), late.promise]);
    isClosed = true;
    clearTimeout(lookTimer);
    await Promise.race([Promise.allSettled([...inFlight.values()]), late.promise]);
    clearTimeout(timer);
  }
}

/** The file that goes with a row. */
function storedFor({ picture_hash: picture, document_hash: document }: OutboxRow): Stored | null {
  if (picture !== null) return { kind: 'photo', hash: picture };
  return document === null ? null : { kind: 'document', hash: document };
}

/** An edit of a message that never came to be, or is gone, becomes a new message. */
function callFor(row: OutboxRow): { call: ApiCall; afterMessageId: number | null } {
  if (row.target_id === null) return { call: row, afterMessageId: row.after_message_id };
  const { targetMessageId, targetAfterMessageId: afterMessageId } = row;
  if (targetMessageId === null) return { call: asNewMessage(row), afterMessageId };
  return { call: { method: row.method, payload: { ...row.payload, message_id: targetMessageId } }, afterMessageId };
}

function asNewMessage({ method, payload: { message_id: _gone, ...payload } }: ApiCall): ApiCall {
  if (method !== 'editMessageMedia') return { method: 'sendMessage', payload };
  const { media, ...rest } = payload;
  const { type: _type, ...caption } = media as Json;
  return { method: 'sendPhoto', payload: { ...rest, ...caption } };
}

function isNew(method: string): boolean {
  return method.startsWith('send');
}

/** Worth nothing later: an answer to a button press, a "typing…". */
function isFleeting(row: OutboxRow): boolean {
  return ['answerCallbackQuery', 'answerInlineQuery', 'sendChatAction'].includes(row.method);
}

function backOff(row: OutboxRow, state: 'queued' | 'unknown', error: string): Parameters<typeof postponeRow>[2] {
  const afterMs = Math.min(60_000, LOST_ANSWER_WAIT_MS * 2 ** Math.max(0, row.attempts - 1));
  return { state, afterMs, error };
}
