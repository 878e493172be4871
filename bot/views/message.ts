import type { Press } from './press.ts';

/** What one button does: it presses something here, or opens a page. */
export type Button = { readonly text: string; readonly data: Press } | { readonly text: string; readonly url: string };

export type Keyboard = readonly (readonly Button[])[];

/** Something to send or to edit into a chat. Its buttons are sealed on the way out (bot/callback-data.ts). */
export interface Message {
  /** Telegram's HTML; at most TEXT_LIMIT visible characters, CAPTION_LIMIT where it stands under a picture. */
  readonly text: string;
  readonly parseMode: 'HTML';
  readonly keyboard?: Keyboard;
}

/** Telegram's own limits, counted in UTF-16 units after the tags are gone. */
export const TEXT_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;

/** A message of paragraphs; an empty paragraph makes a blank line, null is left out. */
export function message(lines: readonly (string | null)[], keyboard?: Keyboard): Message {
  const text = lines.filter((line) => line !== null).join('\n');
  return keyboard ? { text, parseMode: 'HTML', keyboard } : { text, parseMode: 'HTML' };
}

/** Buttons two a row. */
export function pairs(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = [];
  for (let at = 0; at < buttons.length; at += 2) rows.push(buttons.slice(at, at + 2));
  return rows;
}
