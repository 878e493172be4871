import type { InlineKeyboardMarkup } from 'grammy/types';
import { sql } from 'kysely';
import type { Database } from '#io/db/database.ts';
import { toJsonb } from '#io/db/json.ts';
import { traceNow } from '#io/trace.ts';

/** PostgreSQL channel that tells the relay to look. */
export const OUTBOX_CHANNEL = 'outbox';

/** Words and sealed buttons; no chat and no method yet. */
export interface OutgoingMessage {
  readonly text: string;
  /** null: plain text. */
  readonly parseMode: 'HTML' | null;
  readonly markup: InlineKeyboardMarkup;
}

/** Where a message goes: a new one, an edit of a message we know, or an edit of what an earlier row will have sent. */
export type Place =
  | { readonly kind: 'new'; readonly chatId: number; readonly afterMessageId: number | null }
  | { readonly kind: 'edit'; readonly chatId: number; readonly messageId: number }
  | { readonly kind: 'become'; readonly chatId: number; readonly outboxId: number };

export interface Outgoing {
  /** The same key is the same effect: written once however often its cause is handled. */
  readonly key: string;
  readonly place: Place;
  readonly message: OutgoingMessage;
  /** Hash of a row in `picture`; the text becomes its caption. */
  readonly pictureHash?: string;
  /** Hash of a row in `document`, for a new message; the text becomes its caption. */
  readonly documentHash?: string;
  readonly traceId?: string;
}

/**
 * Writes one outgoing message into the caller's transaction and returns its row's id.
 * It is sent after the commit, or never if there is no commit.
 */
export async function putMessage(db: Database, outgoing: Outgoing): Promise<number> {
  const { place } = outgoing;
  const { method, payload } = toCall(outgoing);
  return putCall(db, {
    key: outgoing.key,
    chatId: place.chatId,
    method,
    payload,
    pictureHash: outgoing.pictureHash ?? null,
    documentHash: outgoing.documentHash ?? null,
    targetId: place.kind === 'become' ? place.outboxId : null,
    afterMessageId: place.kind === 'new' ? place.afterMessageId : null,
    // An edit knows its message already, so that what comes later can become it too.
    messageId: place.kind === 'edit' ? place.messageId : null,
    traceId: outgoing.traceId ?? null,
  });
}

export interface OutgoingCall {
  readonly key: string;
  /** null for calls that need no place in a chat's order. */
  readonly chatId: number | null;
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly pictureHash?: string | null;
  readonly documentHash?: string | null;
  readonly targetId?: number | null;
  readonly afterMessageId?: number | null;
  readonly messageId?: number | null;
  readonly traceId?: string | null;
}

/** Any other Bot API call, by the same rules. */
export async function putCall(db: Database, call: OutgoingCall): Promise<number> {
  const row = await db
    .insertInto('outbox')
    .values({
      dedupe_key: call.key,
      chat_id: call.chatId,
      method: call.method,
      payload: toJsonb(call.payload),
      picture_hash: call.pictureHash ?? null,
      document_hash: call.documentHash ?? null,
      target_id: call.targetId ?? null,
      after_message_id: call.afterMessageId ?? null,
      message_id: call.messageId ?? null,
      error: null,
      trace_id: call.traceId ?? traceNow().traceId ?? null,
    })
    // The no-op update makes RETURNING answer for a row that was there before.
    .onConflict((conflict) => conflict.column('dedupe_key').doUpdateSet({ dedupe_key: call.key }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The chat in which this message stands as it was written; null: something newer has taken its place, or it is gone. */
export async function chatOfStanding(db: Database, outboxId: number): Promise<number | null> {
  const row = await db
    .selectFrom('outbox')
    .select('chat_id')
    .where('id', '=', outboxId)
    .where((is) => {
      const later = is
        .selectFrom('outbox as later')
        .select('later.id')
        .whereRef('later.chat_id', '=', 'outbox.chat_id')
        .whereRef('later.id', '>', 'outbox.id')
        .where((one) =>
          one.or([
            one('later.target_id', '=', one.ref('outbox.id')),
            one('later.message_id', '=', one.ref('outbox.message_id')),
          ]),
        );
      return is.not(is.exists(later));
    })
    .executeTakeFirst();
  return row?.chat_id ?? null;
}

/**
 * Tells the relay of another process to look, when the caller's transaction commits.
 * The process that holds the relay wakes it directly instead: NOTIFY makes commits queue up behind each other.
 */
export async function notifyRelay(db: Database): Promise<void> {
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(db);
}

/** The Bot API call of a message; its file is added when it is sent. */
export function toCall(outgoing: Omit<Outgoing, 'key'>): { method: string; payload: Record<string, unknown> } {
  const { place, message, pictureHash, documentHash } = outgoing;
  const base = { chat_id: place.chatId, ...(place.kind === 'edit' ? { message_id: place.messageId } : {}) };
  const markup = message.parseMode === null ? {} : { parse_mode: message.parseMode };
  const caption = { caption: message.text, ...markup };
  if (documentHash !== undefined) {
    return { method: 'sendDocument', payload: { ...base, ...caption, reply_markup: message.markup } };
  }
  if (pictureHash !== undefined) {
    if (place.kind === 'new')
      return { method: 'sendPhoto', payload: { ...base, ...caption, reply_markup: message.markup } };
    return {
      method: 'editMessageMedia',
      payload: { ...base, media: { type: 'photo', ...caption }, reply_markup: message.markup },
    };
  }
  return {
    method: place.kind === 'new' ? 'sendMessage' : 'editMessageText',
    payload: {
      ...base,
      text: message.text,
      ...markup,
      link_preview_options: { is_disabled: true },
      reply_markup: message.markup,
    },
  };
}
