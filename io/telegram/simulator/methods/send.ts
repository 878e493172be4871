import type { Content } from '../chats.ts';
import { type Call, type House, textOf } from '../house.ts';
import { badRequest } from '../refusal.ts';
import type { ChatRecord } from '../state.ts';
import type { Message } from '../wire.ts';
import { captionContent, documentOf, envelope, photoOf, textContent } from './content.ts';

const ACTION_SECONDS = 5;
const ACTIONS = new Set(
  (
    'typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker ' +
    'find_location record_video_note upload_video_note'
  ).split(' '),
);

export function sendMessage(house: House, call: Call): Message {
  const chat = recipient(house, call);
  return post(house, chat, { ...envelope(call, chat), ...textContent(call, 'message is too long') });
}

export async function sendPhoto(house: House, call: Call): Promise<Message> {
  const chat = recipient(house, call);
  const words = { ...envelope(call, chat), ...captionContent(call.values) };
  return post(house, chat, { ...words, photo: await photoOf(house, call, call.values.photo) });
}

export async function sendDocument(house: House, call: Call): Promise<Message> {
  const chat = recipient(house, call);
  const words = { ...envelope(call, chat), ...captionContent(call.values) };
  return post(house, chat, { ...words, document: await documentOf(house, call, call.values.document) });
}

export function sendChatAction(house: House, call: Call): true {
  const chat = recipient(house, call);
  const action = textOf(call, 'action') ?? '';
  if (!ACTIONS.has(action)) throw badRequest('wrong parameter action in request');
  house.changes.emit({ kind: 'action', chatId: chat.chat.id, action, untilMs: house.nowMs() + ACTION_SECONDS * 1000 });
  return true;
}

function recipient(house: House, call: Call): ChatRecord {
  const chatId = call.values.chat_id;
  if (chatId === undefined) throw badRequest('chat_id is empty');
  return house.chats.writable(chatId);
}

function post(house: House, chat: ChatRecord, sent: Content & { underField: Record<string, unknown> | null }): Message {
  const { underField, ...content } = sent;
  if (underField) {
    const isRemoval = underField.remove_keyboard === true;
    const messageId = house.state.nextMessageId;
    chat.replyInterface = isRemoval ? null : { messageId, markup: underField };
  }
  return house.chats.add(chat, { from: house.bot, content });
}
