import type { OutgoingMessage } from '#io/telegram/outbox.ts';
import { inlineKeyboard, type Seal } from './callback-data.ts';
import type { Message } from './views/message.ts';

/** A view's message, ready to go out: its buttons belong to one person from here on. */
export function sealMessage({ text, parseMode, keyboard }: Message, seal: Seal): OutgoingMessage {
  return { text, parseMode, markup: inlineKeyboard(keyboard ?? [], seal) };
}
