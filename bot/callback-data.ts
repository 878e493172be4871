import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  AppError,
  type CatalogQuery,
  findStrategy,
  MINUTE_MS,
  strategiesOf,
  TIMEFRAMES,
  type Timeframe,
  type Window,
} from '#engine/index.ts';
import { LANGUAGES } from './i18n/index.ts';
import type { Keyboard } from './views/message.ts';
import { CATEGORIES, FLOWS, type Press, SCREENS } from './views/press.ts';
import { TIME_ZONES } from './views/time-zones.ts';

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
  return !('query' in press) || Buffer.byteLength(press.query.ticker) <= MAX_TICKER_BYTES;
}

function signature(body: string, { userId, key }: Seal): string {
  return createHmac('sha256', key).update(`button ${userId} ${body}`).digest().subarray(0, 6).toString('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

// One letter a verb, then its fields in fixed places; the field of free length is always the last.

function pack(press: Press): string {
  switch (press.verb) {
    case 'accept':
      return `a${press.version.toString(36)}`;
    case 'languages':
      return `L${FLOWS.indexOf(press.flow)}`;
    case 'language':
      return `l${FLOWS.indexOf(press.flow)}${LANGUAGES.indexOf(press.language)}`;
    case 'zones':
      return `Z${FLOWS.indexOf(press.flow)}`;
    case 'zone':
      return `z${FLOWS.indexOf(press.flow)}${TIME_ZONES.findIndex((zone) => zone === press.zone).toString(36)}`;
    case 'cancel':
      return `x${press.requestId}`;
    case 'run':
      return `r${packQuery(press.query)}`;
    case 'stored':
      return `o${packQuery(press.query)}`;
    case 'menu': {
      const shelf = press.category === undefined ? '-' : CATEGORIES.indexOf(press.category);
      return `m${SCREENS.indexOf(press.screen)}${shelf}${(press.page ?? 0).toString(36)}.${packQuery(press.query)}`;
    }
    case 'link':
    case 'unlink':
    case 'settings':
    case 'help':
    case 'top':
    case 'catalog':
      return PLAIN[press.verb];
  }
}

const PLAIN = { link: 'k', unlink: 'u', settings: 's', help: 'h', top: 't', catalog: 'c' } as const;

function unpack(packed: string): Press | null {
  const rest = packed.slice(1);
  const flow = FLOWS[Number(rest[0])];
  switch (packed[0]) {
    case 'a':
      return { verb: 'accept', version: Number.parseInt(rest, 36) };
    case 'L':
      return flow ? { verb: 'languages', flow } : null;
    case 'l': {
      const language = LANGUAGES[Number(rest[1])];
      return flow && language ? { verb: 'language', language, flow } : null;
    }
    case 'Z':
      return flow ? { verb: 'zones', flow } : null;
    case 'z': {
      const zone = TIME_ZONES[Number.parseInt(rest.slice(1), 36)];
      return flow && zone ? { verb: 'zone', zone, flow } : null;
    }
    case 'x':
      return { verb: 'cancel', requestId: rest };
    case 'r': {
      const query = unpackQuery(rest);
      return query && { verb: 'run', query };
    }
    case 'o': {
      const query = unpackQuery(rest);
      return query && { verb: 'stored', query };
    }
    case 'm':
      return unpackMenu(rest);
    default: {
      const verb = (Object.keys(PLAIN) as (keyof typeof PLAIN)[]).find((name) => PLAIN[name] === packed);
      return verb ? { verb } : null;
    }
  }
}

function unpackMenu(rest: string): Press | null {
  const dot = rest.indexOf('.');
  const screen = SCREENS[Number(rest[0])];
  const category = CATEGORIES[Number(rest[1])];
  const page = Number.parseInt(rest.slice(2, dot), 36);
  const query = unpackQuery(rest.slice(dot + 1));
  if (!screen || !query) return null;
  return { verb: 'menu', screen, query, ...(category ? { category } : {}), ...(page > 0 ? { page } : {}) };
}

function packQuery({ ticker, timeframe, strategyId, depth, window }: CatalogQuery): string {
  const plan = `${TIMEFRAMES.indexOf(timeframe)}${depth}`;
  return [plan, packStrategy({ timeframe, strategyId }), packWindow(window), ticker].join('.');
}

function unpackQuery(packed: string): CatalogQuery | null {
  const [plan = '', code = '', span = '', ...name] = packed.split('.');
  const timeframe = TIMEFRAMES[Number(plan[0])];
  const strategyId = timeframe && unpackStrategy({ timeframe, code });
  const window = unpackWindow(span);
  const depth = Number(plan.slice(1));
  const ticker = name.join('.');
  if (!timeframe || !strategyId || !window || !ticker || !Number.isInteger(depth)) return null;
  return { ticker, timeframe, strategyId, depth, window };
}

/** Rows of the table go by a fingerprint that survives its reordering; MINORIA(N,e) outside it by its numbers. */
const CODES = new Map(
  TIMEFRAMES.flatMap((timeframe) => strategiesOf(timeframe)).map((row) => [
    `${row.timeframe} ${row.id}`,
    fingerprint(row),
  ]),
);

export function fingerprint({ timeframe, id }: { timeframe: Timeframe; id: string }): string {
  return createHash('sha256').update(`${timeframe} ${id}`).digest().subarray(0, 3).toString('base64url');
}

function packStrategy({ timeframe, strategyId }: Pick<CatalogQuery, 'timeframe' | 'strategyId'>): string {
  const code = CODES.get(`${timeframe} ${strategyId}`) ?? /^MINORIA(\(\d(?:,\d)?\))$/.exec(strategyId)?.[1];
  if (code) return code;
  throw new AppError('BAD_INPUT', { message: `No strategy "${strategyId}" on "${timeframe}".` });
}

function unpackStrategy({ timeframe, code }: { timeframe: Timeframe; code: string }): string | null {
  if (code.startsWith('(')) return findStrategy({ timeframe, name: `MINORIA${code}` })?.id ?? null;
  return strategiesOf(timeframe).find(({ id }) => CODES.get(`${timeframe} ${id}`) === code)?.id ?? null;
}

function packWindow(window: Window): string {
  if (window.kind !== 'dates') return window.kind[0] + window.count.toString(36);
  return `r${[window.fromMs, window.toMs].map((ms) => Math.round(ms / MINUTE_MS).toString(36)).join('-')}`;
}

function unpackWindow(packed: string): Window | null {
  const rest = packed.slice(1);
  const count = Number.parseInt(rest, 36);
  if (!Number.isInteger(count)) return null;
  switch (packed[0]) {
    case 'b':
      return { kind: 'blocks', count };
    case 'h':
      return { kind: 'hours', count };
    case 'd':
      return { kind: 'days', count };
    case 'r': {
      const [fromMs = Number.NaN, toMs = Number.NaN] = rest
        .split('-')
        .map((part) => Number.parseInt(part, 36) * MINUTE_MS);
      return Number.isFinite(fromMs) && Number.isFinite(toMs) ? { kind: 'dates', fromMs, toMs } : null;
    }
    default:
      return null;
  }
}
