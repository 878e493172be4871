import { badRequest } from './refusal.ts';
import type { InlineButton, InlineKeyboard } from './wire.ts';

const MAX_BUTTONS = 100;
const MAX_CALLBACK_BYTES = 64;
const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
];

/**
 * The inline keyboard of a call, checked as Telegram checks it; undefined when there is none or it is empty.
 * Errors: 400 with Telegram's words.
 */
export function inlineKeyboard(markup: unknown): InlineKeyboard | undefined {
  if (markup === undefined || markup === null) return undefined;
  const rows = (markup as { inline_keyboard?: unknown }).inline_keyboard;
  if (!Array.isArray(rows)) throw badRequest('object expected as reply markup');
  const buttons = rows.map((row) => {
    if (!Array.isArray(row))
      throw badRequest("can't parse inline keyboard: Array of Arrays of InlineKeyboardButton expected");
    return row.map(checkedButton);
  });
  const filled = buttons.filter((row) => row.length > 0);
  if (filled.flat().length > MAX_BUTTONS) throw badRequest('REPLY_MARKUP_TOO_LONG');
  return filled.length === 0 ? undefined : { inline_keyboard: filled };
}

function checkedButton(button: unknown): InlineButton {
  const fail = (reason: string) => badRequest(`can't parse inline keyboard button: ${reason}`);
  if (typeof button !== 'object' || button === null) throw fail('InlineKeyboardButton must be an Object');
  const { text, url, callback_data: data } = button as Record<string, unknown>;
  if (typeof text !== 'string') throw fail('Field "text" must be of type String');
  if (text.trim() === '') throw badRequest('BUTTON_TEXT_INVALID');
  if (!ACTIONS.some((action) => action in button)) throw fail('Text buttons are unallowed in the inline keyboard');
  if (data !== undefined) {
    const bytes = typeof data === 'string' ? Buffer.byteLength(data) : 0;
    if (bytes < 1 || bytes > MAX_CALLBACK_BYTES) throw badRequest('BUTTON_DATA_INVALID');
  }
  if (url !== undefined && !isOpenable(url)) {
    throw badRequest(`inline keyboard button URL '${String(url)}' is invalid: Wrong HTTP URL`);
  }
  return button as InlineButton;
}

const isOpenable = (url: unknown) =>
  typeof url === 'string' && /^(?:https?|tg|ton):\/\//i.test(url) && URL.canParse(url);

/** Buttons that work on the operator's machine only, and that Telegram itself would refuse. */
export function localButtons(keyboard: InlineKeyboard | undefined): readonly string[] {
  const urls = (keyboard?.inline_keyboard ?? []).flat().flatMap((button) => button.url ?? []);
  return urls.filter((url) => /^https?:$/.test(new URL(url).protocol) && !new URL(url).hostname.includes('.'));
}
