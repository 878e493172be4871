import type { Api } from 'grammy';
import type { Kysely } from 'kysely';
import type { Tables } from '#io/db/tables.ts';
import { deliver } from './deliver.ts';
import { type Json, knownMessageIds } from './outbox-row.ts';

/** How far past the last known message of the chat to look. */
const SEARCH_SPAN = 25;

/**
 * Finds the message of a send whose answer was lost, so that it need not be sent twice.
 *
 * Telegram has no idempotency key for sends, but it tells us when an edit would change nothing. So we "edit" the
 * places where the message must be, if it is anywhere, to exactly what we sent: "message is not modified" is the
 * proof that it is there, and nobody sees anything. Ids that we know to be other messages are left alone, and a
 * chat has at most one send in the air, so nothing else can be hit.
 *
 * Returns the message id; null: it never arrived; 'unsure': Telegram did not answer, ask again later.
 */
export async function findSent(
  db: Kysely<Tables>,
  api: Api,
  sent: { chatId: number | null; afterMessageId: number | null; call: { method: string; payload: Json } },
): Promise<number | null | 'unsure'> {
  const { chatId, afterMessageId } = sent;
  const probe = probeOf(sent.call);
  if (probe === null || chatId === null || afterMessageId === null) return null;
  const known = await knownMessageIds(db, { chatId, afterMessageId });
  for (let step = 1; step <= SEARCH_SPAN; step += 1) {
    const messageId = afterMessageId + step;
    if (known.has(messageId)) continue;
    const answer = await deliver(api, { ...probe, payload: { ...probe.payload, message_id: messageId }, photo: null });
    if (answer.kind === 'sent') return messageId;
    if (answer.kind === 'later' || answer.kind === 'unknown') return 'unsure';
  }
  return null;
}

/** The edit that would change nothing if the message is there. */
function probeOf({ method, payload }: { method: string; payload: Json }): { method: string; payload: Json } | null {
  if (method === 'sendMessage') return { method: 'editMessageText', payload };
  if (method !== 'sendPhoto') return null;
  const { photo: _photo, ...caption } = payload;
  return { method: 'editMessageCaption', payload: caption };
}
