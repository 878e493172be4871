import { type Api, GrammyError, HttpError, InputFile } from 'grammy';
import { failpoint } from '../failpoint.ts';
import type { Json } from './outbox-row.ts';

/** How one call to Telegram ended. */
export type Delivery =
  | { readonly kind: 'sent'; readonly messageId: number | null; readonly fileId: string | null }
  /** Certainly not done: may be tried again. */
  | {
      readonly kind: 'later';
      readonly afterMs: number;
      readonly why: 'too_many' | 'unreachable';
      readonly error: string;
    }
  /** Perhaps done: the answer was lost. */
  | { readonly kind: 'unknown'; readonly error: string }
  /** The message to edit is not there any more. */
  | { readonly kind: 'gone'; readonly error: string }
  /** Telegram no longer knows our file_id. */
  | { readonly kind: 'file_refused'; readonly error: string }
  /** The person cannot be written to: they blocked the bot, never started it, or their account is gone. */
  | { readonly kind: 'blocked'; readonly error: string }
  | { readonly kind: 'refused'; readonly error: string };

export interface ApiCall {
  readonly method: string;
  readonly payload: Json;
}

/** What goes up with a call: bytes, or the file_id of an earlier upload. */
export interface Attachment {
  readonly kind: 'photo' | 'document';
  readonly file: Buffer | string;
  readonly name: string;
}

export interface Call extends ApiCall {
  readonly attachment: Attachment | null;
}

/** Makes one call and says how it ended. Never throws. */
export async function deliver(api: Api, call: Call): Promise<Delivery> {
  try {
    const raw = api.raw as unknown as Record<string, (payload: Json) => Promise<unknown>>;
    const send = raw[call.method];
    if (send === undefined) return { kind: 'refused', error: `no method "${call.method}"` };
    const answer = await send(withAttachment(call));
    failpoint('telegram-answered', () => `${call.method} ${JSON.stringify(call.payload)}`);
    return { kind: 'sent', ...idsOf(answer) };
  } catch (error) {
    return verdict(error);
  }
}

function withAttachment({ method, payload, attachment }: Call): Json {
  if (attachment === null) return payload;
  const { kind, file, name } = attachment;
  const media = typeof file === 'string' ? file : new InputFile(file, name);
  if (method === 'editMessageMedia') return { ...payload, media: { ...(payload.media as Json), media } };
  return { ...payload, [kind]: media };
}

function idsOf(answer: unknown): { messageId: number | null; fileId: string | null } {
  if (typeof answer !== 'object' || answer === null) return { messageId: null, fileId: null };
  const {
    message_id: messageId,
    photo,
    document,
  } = answer as {
    message_id?: number;
    photo?: { file_id: string; width: number }[];
    document?: { file_id: string };
  };
  const largest = photo?.reduce((best, size) => (size.width > best.width ? size : best));
  return { messageId: messageId ?? null, fileId: largest?.file_id ?? document?.file_id ?? null };
}

function verdict(error: unknown): Delivery {
  if (error instanceof GrammyError) return answered(error);
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof HttpError && neverLeft(error.error)) {
    return { kind: 'later', afterMs: 1_000, why: 'unreachable', error: text };
  }
  return { kind: 'unknown', error: text };
}

function answered(error: GrammyError): Delivery {
  const text = `${error.error_code} ${error.description}`;
  if (/message is not modified/i.test(error.description)) return { kind: 'sent', messageId: null, fileId: null };
  if (error.error_code === 429) {
    return { kind: 'later', afterMs: (error.parameters.retry_after ?? 1) * 1_000, why: 'too_many', error: text };
  }
  if (error.error_code >= 500) return { kind: 'unknown', error: text };
  if (/message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i.test(error.description)) {
    return { kind: 'gone', error: text };
  }
  if (/wrong file identifier|wrong remote file|file reference|FILE_ID_INVALID/i.test(error.description)) {
    return { kind: 'file_refused', error: text };
  }
  if (error.error_code === 403 || /chat not found|PEER_ID_INVALID|user is deactivated/i.test(error.description)) {
    return { kind: 'blocked', error: text };
  }
  return { kind: 'refused', error: text };
}

/** Nobody was there to take the call, so it cannot have been done. */
function neverLeft(cause: unknown): boolean {
  const code = (cause as { code?: string } | null)?.code ?? '';
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code);
}
