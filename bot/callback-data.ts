import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '#engine/index.ts';
import { pack, unpack } from './packed-press.ts';
import type { Keyboard } from './views/message.ts';
import type { Press } from './views/press.ts';

/** Whose button it is, and the house's key for buttons (any length; kept outside the database). */
export interface Seal {
  readonly userId: number;
  readonly key: Uint8Array | string;
}

export type Decoded =
  | { readonly ok: true; readonly press: Press }
  /** expired: of an older version, or names what exists no more. foreign: another person's, or forged. */
  | { readonly ok: false; readonly reason: 'expired' | 'foreign' | 'malformed' };

/** Longest asset name a button can carry, whatever the rest of the question is. */
export const MAX_TICKER_BYTES = 24;

/** Change it with the meaning of any field below: buttons of before are then told apart, not misread. */
const VERSION = 'A';
const MAX_BYTES = 64;
const SIGNATURE_LENGTH = 8;

/**
 * What a button asks, as Telegram carries it: version, the press, and 48 bits of HMAC-SHA256 bound to the person.
 *
 * Shape: at most 64 bytes. Errors: BAD_INPUT for a ticker or an id too long to fit.
 */
export function encode(press: Press, seal: Seal): string {
  const body = VERSION + pack(press);
  const data = body + signature(body, seal);
  if (Buffer.byteLength(data) > MAX_BYTES) {
    throw new AppError('BAD_INPUT', { message: `Button "${body}" is longer than Telegram carries.` });
  }
  return data;
}

/** Reads a button back; data is what a stranger may have written. */
export function decode(data: string, seal: Seal): Decoded {
  if (data.length <= SIGNATURE_LENGTH + 1 || Buffer.byteLength(data) > MAX_BYTES)
    return { ok: false, reason: 'malformed' };
  if (!data.startsWith(VERSION)) return { ok: false, reason: /^[A-Z]/.test(data) ? 'expired' : 'malformed' };
  const body = data.slice(0, -SIGNATURE_LENGTH);
  if (!isSame(data.slice(-SIGNATURE_LENGTH), signature(body, seal))) return { ok: false, reason: 'foreign' };
  const press = unpack(body.slice(VERSION.length));
  return press ? { ok: true, press } : { ok: false, reason: 'expired' };
}

/** As sendMessage and the edits take it. A button that does not fit is left out: its command can still be typed. */
export function inlineKeyboard(
  keyboard: Keyboard,
  seal: Seal,
): { inline_keyboard: ({ text: string; callback_data: string } | { text: string; url: string })[][] } {
  const rows = keyboard.map((row) =>
    row
      .filter((button) => 'url' in button || fits(button.data))
      .map((button) => ('url' in button ? button : { text: button.text, callback_data: encode(button.data, seal) })),
  );
  return { inline_keyboard: rows.filter((row) => row.length > 0) };
}

function fits(press: Press): boolean {
  if ('ticker' in press) return Buffer.byteLength(press.ticker) <= MAX_BYTES - SIGNATURE_LENGTH - 2;
  return !('query' in press) || Buffer.byteLength(press.query.ticker) <= MAX_TICKER_BYTES;
}

function signature(body: string, { userId, key }: Seal): string {
  return createHmac('sha256', key).update(`button ${userId} ${body}`).digest().subarray(0, 6).toString('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
