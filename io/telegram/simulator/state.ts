import type { StarBooks } from './star-books.ts';
import type { BotCommand, Chat, Message, Update } from './wire.ts';

/** Somebody with a telephone. */
export interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string | undefined;
  readonly username?: string | undefined;
  /** IETF tag, as the Telegram app reports it: `pt-br`, `en`, `es`. */
  readonly languageCode: string;
  readonly hasBlocked: boolean;
  /** Bots cannot write first: until the person has started them there is no chat. */
  readonly hasStarted: boolean;
}

export interface ChatRecord {
  readonly chat: Chat;
  /** By message id; integer keys keep their order. */
  readonly messages: Record<string, Message>;
  lastMessageId: number;
  lastReadMessageId: number;
  /** What stands under the text field: a reply keyboard or a forced reply, with the message that brought it. */
  replyInterface: { readonly messageId: number; readonly markup: Record<string, unknown> } | null;
}

/** One upload; Telegram gives several ids to one photo, a size each. */
export interface Upload {
  readonly number: number;
  readonly kind: 'photo' | 'document';
  readonly name: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  readonly width: number;
  readonly height: number;
  readonly path: string;
  /** Smallest size first. */
  readonly fileIds: string[];
}

export interface FileId {
  readonly uploadNumber: number;
  readonly uniqueId: string;
  readonly width: number;
  readonly height: number;
}

export interface PendingUpdate {
  readonly update: Update;
  /** Updates of one lane are delivered to a webhook one after the other. */
  readonly lane: string;
  readonly expiresMs: number;
}

export interface Webhook {
  readonly url: string;
  readonly secretToken: string | null;
  readonly maxConnections: number;
  lastError: { readonly atMs: number; readonly message: string } | null;
  goneSinceMs: number | null;
}

/** Everything that outlives a restart; plain JSON on purpose. */
export interface State {
  nextMessageId: number;
  nextUpdateId: number;
  nextUploadNumber: number;
  people: Record<string, Person>;
  chats: Record<string, ChatRecord>;
  uploads: Record<string, Upload>;
  fileIds: Record<string, FileId>;
  pending: PendingUpdate[];
  webhook: Webhook | null;
  /** null: Telegram's default selection. */
  allowedUpdates: readonly string[] | null;
  /** By `scope|language`. */
  commands: Record<string, readonly BotCommand[]>;
  /** Name, description and short description by `field|language`. */
  profile: Record<string, string>;
  /** By chat id, or `default`. */
  menuButtons: Record<string, unknown>;
  stars: StarBooks;
}

export function emptyState(): State {
  return {
    nextMessageId: 1,
    nextUpdateId: 100_000_001,
    nextUploadNumber: 1,
    people: {},
    chats: {},
    uploads: {},
    fileIds: {},
    pending: [],
    webhook: null,
    allowedUpdates: null,
    commands: {},
    profile: {},
    menuButtons: {},
    stars: { nextNumber: 1, balance: 0, invoices: {}, purses: {}, charges: {}, subscriptions: {}, entries: [] },
  };
}
