import type { House } from './house.ts';
import type { Upload } from './state.ts';
import type { Entity, InlineButton, Message } from './wire.ts';

/** A message as its reader sees it. */
export interface SeenMessage {
  readonly id: number;
  readonly from: 'person' | 'bot';
  /** Text or caption; empty for a bare picture. */
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly photo: {
    readonly url: string;
    readonly width: number;
    readonly height: number;
    readonly fileId: string;
  } | null;
  readonly document: { readonly url: string; readonly name: string; readonly sizeBytes: number } | null;
  /** Rows of buttons; empty without any. */
  readonly keyboard: readonly (readonly InlineButton[])[];
  readonly sentMs: number;
  readonly isEdited: boolean;
  readonly hasSpoiler: boolean;
  /** A service message about Stars; its text is the page's. */
  readonly stars: { readonly kind: 'paid' | 'refunded'; readonly amount: number } | null;
  readonly replyTo: { readonly id: number; readonly text: string } | null;
}

/** One person's chat with the bot. */
export interface ChatView {
  readonly messages: readonly SeenMessage[];
  /** The forced reply or keyboard under the text field, as the bot sent it. */
  readonly underField: { readonly messageId: number; readonly markup: Readonly<Record<string, unknown>> } | null;
  readonly unreadCount: number;
}

/** Shape: messages oldest first; addresses of files are relative to the simulator's root. */
export function viewChat(house: House, chatId: number): ChatView {
  const record = house.chats.record(chatId);
  if (!record) return { messages: [], underField: null, unreadCount: 0 };
  const messages = Object.values(record.messages).map((message) => seen(house, message));
  return { messages, underField: record.replyInterface, unreadCount: unreadOf(house, chatId) };
}

/** How many of the bot's messages came after the last look. */
export function unreadOf(house: House, chatId: number): number {
  const record = house.chats.record(chatId);
  if (!record || record.lastReadMessageId === record.lastMessageId) return 0;
  const { messages, lastReadMessageId } = record;
  return Object.values(messages).filter(({ from, message_id }) => from.is_bot && message_id > lastReadMessageId).length;
}

export function seen(house: House, message: Message): SeenMessage {
  const { message_id: id, reply_to_message: replied } = message;
  const size = message.photo?.at(-1);
  return {
    id,
    from: message.from.is_bot ? 'bot' : 'person',
    text: message.text ?? message.caption ?? '',
    entities: message.entities ?? message.caption_entities ?? [],
    photo: size
      ? { url: urlOf(house, size.file_id), width: size.width, height: size.height, fileId: size.file_id }
      : null,
    document: message.document
      ? {
          url: urlOf(house, message.document.file_id),
          name: message.document.file_name,
          sizeBytes: message.document.file_size,
        }
      : null,
    keyboard: message.reply_markup?.inline_keyboard ?? [],
    sentMs: message.date * 1000,
    isEdited: message.edit_date !== undefined,
    hasSpoiler: message.has_media_spoiler === true,
    stars: starsOf(message),
    replyTo: replied ? { id: replied.message_id, text: replied.text ?? replied.caption ?? '' } : null,
  };
}

function starsOf({ successful_payment: paid, refunded_payment: refunded }: Message): SeenMessage['stars'] {
  if (paid) return { kind: 'paid', amount: paid.total_amount };
  return refunded ? { kind: 'refunded', amount: refunded.total_amount } : null;
}

function urlOf(house: House, fileId: string): string {
  const upload: Upload | null = house.files.uploadByFileId(fileId);
  return upload ? `/sim/files/${upload.number}` : '';
}
