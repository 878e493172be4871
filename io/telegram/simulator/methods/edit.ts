import type { Content } from '../chats.ts';
import { type Call, type House, listOf, numberOf, objectOf, textOf } from '../house.ts';
import { badRequest, notModified } from '../refusal.ts';
import type { ChatRecord } from '../state.ts';
import type { Message } from '../wire.ts';
import { captionContent, documentOf, keyboardOf, photoOf, textContent } from './content.ts';

export function editMessageText(house: House, call: Call): Message {
  const { chat, message } = editable(house, call);
  if (message.text === undefined) throw badRequest('there is no text in the message to edit');
  const content = { ...textContent(call, 'MESSAGE_TOO_LONG'), reply_markup: keyboardOf(call) };
  return change(house, { chat, message, content });
}

export function editMessageCaption(house: House, call: Call): Message {
  const { chat, message } = editable(house, call);
  if (!message.photo && !message.document) throw badRequest('there is no caption in the message to edit');
  const { photo, document, has_media_spoiler } = message;
  const content = {
    ...captionContent(call.values),
    has_media_spoiler,
    photo,
    document,
    reply_markup: keyboardOf(call),
  };
  return change(house, { chat, message, content });
}

/** Also turns a text into a picture: so a placeholder becomes the chart. */
export async function editMessageMedia(house: House, call: Call): Promise<Message> {
  const { chat, message } = editable(house, call);
  const media = objectOf(call, 'media') ?? {};
  const words = { ...captionContent(media), reply_markup: keyboardOf(call) };
  if (media.type === 'photo') {
    const photo = await photoOf(house, call, media.media);
    return change(house, { chat, message, content: { ...words, photo } });
  }
  if (media.type === 'document') {
    const document = await documentOf(house, call, media.media);
    return change(house, { chat, message, content: { ...words, document } });
  }
  throw badRequest(`can't parse InputMedia: type "${String(media.type)}" is not simulated`);
}

export function editMessageReplyMarkup(house: House, call: Call): Message {
  const { chat, message } = editable(house, call);
  return change(house, { chat, message, content: { ...contentOf(message), reply_markup: keyboardOf(call) } });
}

export function deleteMessage(house: House, call: Call): true {
  const chat = house.chats.writable(call.values.chat_id);
  const message = chat.messages[String(numberOf(call, 'message_id'))];
  if (!message) throw badRequest('message to delete not found');
  if (!isDeletable(house, message)) throw badRequest("message can't be deleted for everyone");
  house.chats.remove(chat, message.message_id);
  return true;
}

/** As Telegram does: what cannot be found is passed over. */
export function deleteMessages(house: House, call: Call): true {
  const chat = house.chats.writable(call.values.chat_id);
  const ids = listOf<number>(call, 'message_ids') ?? [];
  if (ids.length === 0 || ids.length > 100) throw badRequest('message identifiers are not specified');
  for (const id of ids) {
    const message = chat.messages[String(id)];
    if (message && isDeletable(house, message)) house.chats.remove(chat, id);
  }
  return true;
}

const isDeletable = (house: House, message: Message) =>
  house.chats.nowSeconds() - message.date <= house.limits.deletableSeconds;

function editable(house: House, call: Call): { chat: ChatRecord; message: Message } {
  if (textOf(call, 'inline_message_id') !== undefined) throw badRequest('MESSAGE_ID_INVALID');
  if (call.values.chat_id === undefined) throw badRequest('chat_id is empty');
  const messageId = numberOf(call, 'message_id');
  if (messageId === undefined) throw badRequest('message identifier is not specified');
  const chat = house.chats.writable(call.values.chat_id);
  const message = chat.messages[String(messageId)];
  if (!message) throw badRequest('message to edit not found');
  if (message.from.id !== house.bot.id) throw badRequest("message can't be edited");
  return { chat, message };
}

function change(house: House, edit: { chat: ChatRecord; message: Message; content: Content }): Message {
  const { chat, message, content } = edit;
  const kept = { reply_to_message: message.reply_to_message, has_protected_content: message.has_protected_content };
  const whole = { ...kept, ...content };
  if (fingerprint(whole) === fingerprint(contentOf(message))) throw notModified();
  return house.chats.replace(chat, message, whole);
}

function contentOf(message: Message): Content {
  const { message_id: _id, from: _from, chat: _chat, date: _date, edit_date: _edited, ...content } = message;
  return content;
}

/** The same text, style, files and buttons give the same words, in whatever order they were written. */
function fingerprint(content: Content): string {
  const { link_preview_options: _preview, reply_to_message: _reply, ...shown } = content;
  return JSON.stringify(shown, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
