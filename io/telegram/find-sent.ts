import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from 'grammy';
import type { Database } from '#io/db/database.ts';
import { type ApiCall, deliver } from './deliver.ts';
import { databaseTime, firstNumberSince, lastMessageId, numbersAround } from './outbox-row.ts';

/**
 * How far past the last known message of the chat to look, and past what was sent to others at the same time: farther
 * than all that can be in the air at once (the relay's sixteen), which may be lost together.
 */
const SEARCH_SPAN = 24;
/** Telegram lets a chat be edited only so often. */
const MOST_PLACES = 40;
/** Answers lost one after the other before the search is put off: one bad moment must not undo ten good questions. */
const PATIENCE = 5;
const LOST_ANSWER_WAIT_MS = 300;
/** Telegram asking for more patience than this ends the search for now. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Finds the message of a send whose answer was lost, so that it need not be sent twice.
 *
 * Telegram has no idempotency key for sends, but it tells us when an edit would change nothing. So we "edit" the
 * places where the message must be, if it is anywhere, to exactly what we sent: "message is not modified" is the
 * proof that it is there, and nobody sees anything. A chat is served in order and has one send in the air, so the
 * message can only lie after all the others we know of, and no other of ours lies there.
 *
 * Returns the message id; null: it never arrived; 'unsure': Telegram did not answer, or another process sends by now
 * (`isMine`): what it has sent may lie where we look, and our probe would overwrite it.
 */
export async function findSent(
  db: Database,
  api: Api,
  lost: {
    outboxId: number;
    chatId: number | null;
    afterMessageId: number | null;
    call: ApiCall;
    isMine: () => boolean;
  },
): Promise<number | null | 'unsure'> {
  const probe = probeOf(lost.call);
  if (probe === null || lost.chatId === null) return null;
  const since = await databaseTime(db);
  const places = await placesToLook(db, { ...lost, chatId: lost.chatId });
  let patience = PATIENCE;
  for (let messageId = places.shift(); messageId !== undefined; ) {
    if (!lost.isMine()) return 'unsure';
    const answer = await deliver(api, {
      ...probe,
      payload: { ...probe.payload, message_id: messageId },
      attachment: null,
    });
    if (answer.kind === 'sent') return messageId;
    if (answer.kind === 'unknown') {
      if (patience === 0) return 'unsure';
      patience -= 1;
      await wait(LOST_ANSWER_WAIT_MS);
    } else if (answer.kind === 'later') {
      if (answer.afterMs > LONGEST_WAIT_MS) return 'unsure';
      await wait(answer.afterMs);
      // What others were sent meanwhile lies after it: a crowd soon tells where there is no need to look.
      const end = await firstNumberSince(db, { outboxId: lost.outboxId, since });
      if (end !== null && messageId >= end) return null;
    } else {
      patience = PATIENCE;
      messageId = places.shift();
    }
  }
  return null;
}

/**
 * After all that we know to be older: the last message of the chat, and, as all private chats of a bot share one
 * sequence of numbers, whatever others had sent or were sent before. Of the numbers that follow only those are left
 * that nobody we know of has.
 */
async function placesToLook(
  db: Database,
  { outboxId, chatId, afterMessageId }: { outboxId: number; chatId: number; afterMessageId: number | null },
): Promise<number[]> {
  const last = Math.max((await lastMessageId(db, chatId)) ?? 0, afterMessageId ?? 0);
  const known = chatId < 0 ? [] : await numbersAround(db, { outboxId, chatId });
  const older = Math.max(last, ...known.filter(({ isEarlier }) => isEarlier).map(({ messageId }) => messageId));
  const newest = Math.max(older, ...known.map(({ messageId }) => messageId));
  if (newest === 0) return [];
  // Of those who were sent nothing before, the first that anybody has may be the only mark.
  const first = older > 0 ? older + 1 : Math.min(...known.map(({ messageId }) => messageId));
  const taken = new Set(known.map(({ messageId }) => messageId));
  return numbersFrom(first, newest + SEARCH_SPAN - first + 1)
    .filter((id) => !taken.has(id))
    .slice(0, MOST_PLACES);
}

function numbersFrom(first: number, count: number): number[] {
  return Array.from({ length: Math.max(0, count) }, (_, step) => first + step);
}

/** The edit that would change nothing if the message is there. */
function probeOf({ method, payload }: ApiCall): ApiCall | null {
  if (method === 'sendMessage') return { method: 'editMessageText', payload };
  if (method !== 'sendPhoto' && method !== 'sendDocument') return null;
  const { photo: _photo, document: _document, ...caption } = payload;
  return { method: 'editMessageCaption', payload: caption };
}
