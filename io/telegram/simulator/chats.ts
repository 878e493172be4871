import type { Changes } from './changes.ts';
import { botWasBlocked, chatNotFound } from './refusal.ts';
import type { ChatRecord, State } from './state.ts';
import type { Chat, Message, User } from './wire.ts';

/** What a message carries besides its number, sender, chat and date. */
export type Content = Omit<Message, 'message_id' | 'from' | 'chat' | 'date' | 'edit_date'>;

/** Chats and their messages; numbers grow over all private chats together, as they do for a real bot. */
export function createChats({ state, changes, nowMs }: { state: State; changes: Changes; nowMs: () => number }) {
  const record = (chatId: number): ChatRecord | undefined => state.chats[chatId];
  const nowSeconds = () => Math.floor(nowMs() / 1000);

  const nextMessageId = (into: ChatRecord) => {
    const id = into.chat.type === 'private' ? state.nextMessageId++ : into.lastMessageId + 1;
    into.lastMessageId = id;
    return id;
  };

  return {
    record,
    /** The chat with its record, made when it is new. */
    open(chat: Chat): ChatRecord {
      const existing = record(chat.id);
      if (existing) return existing;
      const fresh: ChatRecord = { chat, messages: {}, lastMessageId: 0, lastReadMessageId: 0, replyInterface: null };
      state.chats[chat.id] = fresh;
      return fresh;
    },
    /** The chat a bot may write to. Errors: 400 when there is none, 403 when the person blocked the bot. */
    writable(chatId: unknown): ChatRecord {
      const found = typeof chatId === 'number' ? record(chatId) : byUsername(state, chatId);
      if (!found) throw chatNotFound();
      if (state.people[found.chat.id]?.hasBlocked) throw botWasBlocked();
      return found;
    },
    add(into: ChatRecord, { from, content }: { from: User; content: Content }): Message {
      const message: Message = {
        message_id: nextMessageId(into),
        from,
        chat: into.chat,
        date: nowSeconds(),
        ...content,
      };
      into.messages[message.message_id] = message;
      changes.emit({ kind: 'message', chatId: into.chat.id, messageId: message.message_id });
      return message;
    },
    /** Puts new content in the place of an old message. */
    replace(into: ChatRecord, old: Message, content: Content): Message {
      const { message_id, from, chat, date } = old;
      const message: Message = { message_id, from, chat, date, edit_date: nowSeconds(), ...content };
      into.messages[message_id] = message;
      changes.emit({ kind: 'edited', chatId: into.chat.id, messageId: message_id });
      return message;
    },
    remove(from: ChatRecord, messageId: number) {
      delete from.messages[messageId];
      changes.emit({ kind: 'deleted', chatId: from.chat.id, messageId });
    },
    nowSeconds,
  };
}

export type Chats = ReturnType<typeof createChats>;

function byUsername(state: State, name: unknown): ChatRecord | undefined {
  if (typeof name !== 'string') return undefined;
  return Object.values(state.chats).find(({ chat }) => chat.type !== 'private' && `@${chat.username}` === name);
}
