import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { numberOf } from './random.ts';

/**
 * Who can log in, and how that ends. Besides these, any e-mail at `trader.test` with the password `polarium`.
 *
 * | e-mail             | password        | what happens                          |
 * | ------------------ | --------------- | ------------------------------------- |
 * | ana@example.test   | `correct horse` | logged in                             |
 * | bia@example.test   | `pw`            | second factor, the code is 123456     |
 * | caio@example.test  | any             | 429, try again in 600 s               |
 * | dani@example.test  | any             | 403, captcha wanted                   |
 * | eva@example.test   | any             | 502, an HTML page                     |
 */
const SCRIPTED: readonly Account[] = [
  account(700100200, 'ana@example.test', ['Ana', 'Souza'], 'correct horse', 'ok'),
  account(700100201, 'bia@example.test', ['Bia', 'Lima'], 'pw', 'second_factor'),
  account(700100202, 'caio@example.test', ['Caio', 'Reis'], '', 'limited'),
  account(700100203, 'dani@example.test', ['Dani', 'Melo'], '', 'captcha'),
  account(700100204, 'eva@example.test', ['Eva', 'Pires'], '', 'broken'),
];
const TRADER = /^[^@\s]+@trader\.test$/;
const TRADER_PASSWORD = 'polarium';
const FIRST_TRADER_ID = 800_000_000;

const CODE = '123456';
const TOKEN_LIFE_MS = 5 * 60_000;
const WRONG_PASSWORDS_ALLOWED = 5;
const LIMIT_SECONDS = 600;

export interface Account {
  readonly userId: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly password: string;
  readonly ending: 'ok' | 'second_factor' | 'limited' | 'captcha' | 'broken';
}

export type LoginResult =
  | { readonly kind: 'in'; readonly userId: number }
  | { readonly kind: 'second_factor'; readonly token: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'limited'; readonly ttl: number }
  | { readonly kind: 'captcha' }
  | { readonly kind: 'broken' };

export interface Accounts {
  login(identifier: string, password: string, token?: string): LoginResult;
  /** A fresh token for the old one, or null when that is used, too old or unknown. */
  sendCode(token: string): string | null;
  /** The proof for the second login call. */
  submitCode(token: string, code: string): { kind: 'passed'; token: string } | { kind: 'wrong_code' | 'unknown_token' };
  /** A session id that survives a restart of the simulator; with an end it works until then. */
  openSession(userId: number, endsMs?: number): string;
  userOf(ssid: string): Account | null;
  revoke(ssid: string): void;
  /** Ends every session handed out so far. */
  revokeAll(): void;
}

export function createAccounts(seed: number, nowMs: () => number): Accounts {
  const traders = new Map<number, Account>();
  const revoked = new Set<string>();
  const ends = new Map<string, number>();
  const tokens = new Map<string, { userId: number; stage: 'asked' | 'passed'; endsMs: number }>();
  const wrong = new Map<string, { count: number; untilMs: number }>();
  let generation = 0;

  function find(identifier: string): Account | undefined {
    const email = identifier.trim().toLowerCase();
    if (!TRADER.test(email)) return SCRIPTED.find((known) => known.email === email);
    const trader = traderOf(FIRST_TRADER_ID + numberOf(email, 99_999_999), email);
    traders.set(trader.userId, trader);
    return trader;
  }

  function issue(userId: number, stage: 'asked' | 'passed'): string {
    const token = `tk-${randomBytes(12).toString('hex')}`;
    tokens.set(token, { userId, stage, endsMs: nowMs() + TOKEN_LIFE_MS });
    return token;
  }

  /** Tokens work once. */
  function take(token: string, stage: 'asked' | 'passed'): number | null {
    const entry = tokens.get(token);
    if (entry?.stage !== stage) return null;
    tokens.delete(token);
    return entry.endsMs > nowMs() ? entry.userId : null;
  }

  function countWrong(identifier: string): LoginResult {
    const before = wrong.get(identifier);
    const count = before && before.untilMs > nowMs() ? before.count + 1 : 1;
    wrong.set(identifier, { count, untilMs: nowMs() + LIMIT_SECONDS * 1000 });
    return { kind: 'wrong' };
  }

  const mac = (body: string) =>
    createHmac('sha256', `polarium simulator ${seed} ${generation}`).update(body).digest('hex').slice(0, 16);

  return {
    login(identifier, password, token) {
      const failures = wrong.get(identifier);
      if (failures && failures.count >= WRONG_PASSWORDS_ALLOWED && failures.untilMs > nowMs()) {
        return { kind: 'limited', ttl: Math.ceil((failures.untilMs - nowMs()) / 1000) };
      }
      const known = find(identifier);
      if (known?.ending === 'limited') return { kind: 'limited', ttl: LIMIT_SECONDS };
      if (known?.ending === 'captcha' || known?.ending === 'broken') return { kind: known.ending };
      if (!known || known.password !== password) return countWrong(identifier);
      if (known.ending === 'ok') return { kind: 'in', userId: known.userId };
      if (token && take(token, 'passed') === known.userId) return { kind: 'in', userId: known.userId };
      return { kind: 'second_factor', token: issue(known.userId, 'asked') };
    },
    sendCode(token) {
      const userId = take(token, 'asked');
      return userId === null ? null : issue(userId, 'asked');
    },
    submitCode(token, code) {
      const entry = tokens.get(token);
      if (entry?.stage !== 'asked' || entry.endsMs <= nowMs()) return { kind: 'unknown_token' };
      if (code !== CODE) return { kind: 'wrong_code' };
      tokens.delete(token);
      return { kind: 'passed', token: issue(entry.userId, 'passed') };
    },
    openSession(userId, endsMs) {
      const body = userId.toString(16).padStart(8, '0') + randomBytes(4).toString('hex');
      const ssid = body + mac(body);
      if (endsMs !== undefined) ends.set(ssid, endsMs);
      return ssid;
    },
    userOf(ssid) {
      if (!/^[0-9a-f]{32}$/.test(ssid) || revoked.has(ssid)) return null;
      if ((ends.get(ssid) ?? Number.POSITIVE_INFINITY) <= nowMs()) return null;
      const body = ssid.slice(0, 16);
      if (!timingSafeEqual(Buffer.from(ssid.slice(16)), Buffer.from(mac(body)))) return null;
      const userId = Number.parseInt(ssid.slice(0, 8), 16);
      return SCRIPTED.find((known) => known.userId === userId) ?? traders.get(userId) ?? traderOf(userId, '');
    },
    revoke: (ssid) => void revoked.add(ssid),
    revokeAll: () => {
      generation += 1;
    },
  };
}

function traderOf(userId: number, email: string): Account {
  return account(userId, email, ['Trader', String(userId)], TRADER_PASSWORD, 'ok');
}

function account(
  userId: number,
  email: string,
  [firstName, lastName]: [string, string],
  password: string,
  ending: Account['ending'],
): Account {
  return { userId, email, firstName, lastName, password, ending };
}
