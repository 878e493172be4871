import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from 'grammy';
import type { Database } from '#io/db/database.ts';
import { type ApiCall, deliver } from './deliver.ts';
import { lastMessageId } from './outbox-row.ts';

/** How far past the last known message of the chat to look. */
const SEARCH_SPAN = 10;
/** Answers lost while looking, before the search is put off: one bad moment must not undo ten good questions. */
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
 * Returns the message id; null: it never arrived; 'unsure': Telegram did not answer, ask again later.
 */
export async function findSent(
  db: Database,
  api: Api,
  lost: { chatId: number | null; afterMessageId: number | null; call: ApiCall },
): Promise<number | null | 'unsure'> {
  const probe = probeOf(lost.call);
  if (probe === null || lost.chatId === null) return null;
  const known = await lastMessageId(db, lost.chatId);
  if (known === null && lost.afterMessageId === null) return null;
  const start = Math.max(known ?? 0, lost.afterMessageId ?? 0);
  let patience = PATIENCE;
  for (let messageId = start + 1; messageId <= start + SEARCH_SPAN; ) {
    const answer = await deliver(api, { ...probe, payload: { ...probe.payload, message_id: messageId }, photo: null });
    if (answer.kind === 'sent') return messageId;
    if (answer.kind === 'unknown') {
      if (patience === 0) return 'unsure';
      patience -= 1;
      await wait(LOST_ANSWER_WAIT_MS);
    } else if (answer.kind === 'later') {
      if (answer.afterMs > LONGEST_WAIT_MS) return 'unsure';
      await wait(answer.afterMs);
    } else messageId += 1;
  }
  return null;
}

/** The edit that would change nothing if the message is there. */
function probeOf({ method, payload }: ApiCall): ApiCall | null {
  if (method === 'sendMessage') return { method: 'editMessageText', payload };
  if (method !== 'sendPhoto') return null;
  const { photo: _photo, ...caption } = payload;
  return { method: 'editMessageCaption', payload: caption };
}
