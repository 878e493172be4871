import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { type BrokerSimulator, startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import { openLinkPage } from '#io/db/link-pages.ts';
import { readSessionToken } from '#io/db/link-sessions.ts';
import { findLink } from '#io/db/links.ts';
import type { Log } from '#io/log.ts';
import { freshDatabase } from '#test/support/database.ts';
import { type LinkHouse, openLinkHouse } from './link-house.ts';

let simulator: BrokerSimulator;
const database = await freshDatabase();
let house: LinkHouse;
let telegramId: number;
let token: string;

beforeAll(async () => {
  simulator = await startBrokerSimulator({ seed: 11 });
});
afterAll(() => simulator.close());

beforeEach(async () => {
  house = await openLinkHouse({ database, broker: polarium });
  telegramId = await house.meet('Ana', 'pt');
  token = await house.openPage(telegramId);
});
afterEach(async () => {
  await house[Symbol.asyncDispose]();
  await database.database.deleteFrom('login_try').execute();
  await database.database.deleteFrom('rate_limit').execute();
});

function polarium(log?: Log) {
  const { apiUrl, webSocketUrl } = simulator;
  const oauth = { clientId: '4242', clientSecret: null };
  return createPolarium({ apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 5, oauth, ...(log && { log }) });
}

async function logIn(identifier: string, password: string) {
  return await house.post('/link/login', { token, identifier, password });
}

/** The session that was stored is one the broker takes. */
async function expectLivingLink(): Promise<void> {
  const sessionToken = await readSessionToken(house.db, { telegramId, seal: house.seal });
  await using session = await polarium().connect(sessionToken!);
  expect((await session.profile()).displayName).toBe((await findLink(house.db, telegramId))?.displayName);
}

describe('with a password', () => {
  test('the right one links a session that works', async () => {
    const { status, body } = await logIn('ana@example.test', 'correct horse');
    expect([status, body.kind]).toEqual([200, 'linked']);
    expect(body.account).not.toContain('ana@');
    expect(body.practice).toMatch(/\d,\d\d/);
    await expectLivingLink();
  });

  test('a wrong one is told apart, and the right one ten minutes after it links', async () => {
    expect((await logIn('fiona@trader.test', 'wrong')).body.kind).toBe('wrong_credentials');
    expect((await logIn('fiona@trader.test', 'polarium')).body.kind).toBe('resting');
    house.clock.nowMs += 10 * 60_000;
    token = await house.openPage(telegramId);
    expect((await logIn('fiona@trader.test', 'polarium')).body.kind).toBe('linked');
    await expectLivingLink();
  });

  test('an account with a second factor links with the right code, after a wrong one and a resend', async () => {
    expect((await logIn('bia@example.test', 'pw')).body).toEqual({ kind: 'second_factor', method: 'email' });
    expect((await house.post('/link/code', { token, code: '999999' })).body.kind).toBe('wrong_code');
    expect((await house.post('/link/code/resend', { token })).body).toEqual({ kind: 'second_factor', method: 'email' });
    expect((await house.post('/link/code', { token, code: '123456' })).body.kind).toBe('linked');
    await expectLivingLink();
  });

  test.each([
    ['caio@example.test', 429, 'limited', '10 minutos'],
    ['dani@example.test', 409, 'captcha', 'confirmar que você é uma pessoa'],
    ['eva@example.test', 503, 'unavailable', 'não está respondendo'],
  ])('%s is told what the matter is', async (identifier, status, kind, text) => {
    const answer = await logIn(identifier, 'any');
    expect([answer.status, answer.body.kind]).toEqual([status, kind]);
    expect(answer.body.text).toContain(text);
    expect(await findLink(house.db, telegramId)).toBeNull();
  });
});

describe('with OAuth', () => {
  /** Sets out from the page; answers the broker's address and the cookie of this browser. */
  async function setOut() {
    const { body, headers } = await house.post('/link/oauth', { token });
    expect(body.kind).toBe('away');
    return { authorizeUrl: new URL(body.authorizeUrl), cookie: headers.get('set-cookie')!.split(';')[0]! };
  }

  /** Signs in on the broker's page; answers the address it sends the browser back to. */
  async function signIn(authorizeUrl: URL, password = 'correct horse') {
    const form = new URLSearchParams({ identifier: 'ana@example.test', password });
    const answer = await fetch(authorizeUrl, { method: 'POST', body: form, redirect: 'manual' });
    const location = answer.headers.get('location');
    return location === null ? null : new URL(location);
  }

  const back = (address: URL, cookie = '') => house.get(`${address.pathname}${address.search}`, { cookie });

  test('signing in at the broker links, and shows the result without a form', async () => {
    const { authorizeUrl, cookie } = await setOut();
    const address = await signIn(authorizeUrl);
    const { status, text, headers } = await back(address!, cookie);
    expect(status).toBe(200);
    expect(text).toContain('Conta conectada');
    expect(text).toContain('voltar ao Telegram');
    expect(headers.get('set-cookie')).toContain('Max-Age=0');
    expect(house.told).toHaveLength(1);
    await expectLivingLink();
  });

  test('the address carries a challenge and a state, and no secret of ours', async () => {
    const { authorizeUrl, cookie } = await setOut();
    const query = Object.fromEntries(authorizeUrl.searchParams);
    expect(query).toMatchObject({ code_challenge_method: 'S256', response_type: 'code', client_id: '4242' });
    expect(query.redirect_uri).toBe(`${house.publicUrl}/link/oauth/callback`);
    expect(query.state).toHaveLength(43);
    expect(authorizeUrl.href).not.toContain(token);
    expect(authorizeUrl.href).not.toContain(cookie.split('=')[1]);
  });

  test('an answer in another browser is refused and ends the journey', async () => {
    const { authorizeUrl, cookie } = await setOut();
    const address = await signIn(authorizeUrl);
    for (const stranger of ['', 'link=somebody-else', cookie]) {
      const { status, text } = await back(address!, stranger);
      expect([status, text.includes('não pertence a este navegador')]).toEqual([403, true]);
    }
    expect(await findLink(house.db, telegramId)).toBeNull();
    expect(house.logged()).toContain('OAuth answer');
  });

  test('another state, or none, is refused', async () => {
    const { authorizeUrl, cookie } = await setOut();
    const address = (await signIn(authorizeUrl))!;
    for (const query of ['?code=1', '?code=1&state=forged', '?state=a&state=b&code=1', '']) {
      expect((await house.get(`/link/oauth/callback${query}`, { cookie })).status).toBe(403);
    }
    expect((await back(address, cookie)).status).toBe(200);
  });

  test('a code comes back once', async () => {
    const { authorizeUrl, cookie } = await setOut();
    const address = await signIn(authorizeUrl);
    expect((await back(address!, cookie)).status).toBe(200);
    expect((await back(address!, cookie)).status).toBe(403);
    expect(house.told).toHaveLength(1);
  });

  test('a code of another journey is refused by the broker', async () => {
    const first = await setOut();
    const second = await setOut();
    const address = (await signIn(first.authorizeUrl))!;
    address.searchParams.set('state', second.authorizeUrl.searchParams.get('state')!);
    const { status, text } = await back(address, second.cookie);
    expect([status, text.includes('não autorizou')]).toEqual([403, true]);
    expect(await findLink(house.db, telegramId)).toBeNull();
  });

  test('a person who says no at the broker is told how to try again', async () => {
    const { authorizeUrl, cookie } = await setOut();
    const state = authorizeUrl.searchParams.get('state');
    const answer = await house.get(`/link/oauth/callback?error=access_denied&state=${state}`, { cookie });
    expect([answer.status, answer.text.includes('não autorizou')]).toEqual([403, true]);
  });

  test('a page that was used or grew old meanwhile links nothing', async () => {
    const { authorizeUrl, cookie } = await setOut();
    const address = await signIn(authorizeUrl);
    await openLinkPage(house.db, { telegramId, nowMs: house.clock.nowMs });
    expect((await back(address!, cookie)).status).toBe(410);
    expect(await findLink(house.db, telegramId)).toBeNull();
  });
});

test('no password, code, token or session is in any log line or table, however the login ends', async () => {
  const canary = `canary ${'\u{1f56f}'} "quoted"\nsecond line`;
  const codes = ['777001', '123456'];
  const pages = [token];
  for (const identifier of ['ana', 'caio', 'dani', 'eva']) await logIn(`${identifier}@example.test`, canary);
  await house.post('/link/login', `{"token":"${token}","password":"${canary}`);
  await house.post('/link/login', { token, identifier: 'a', password: canary, more: { password: canary } });
  await house.post('/link/login', { token, password: canary });
  await logIn('bia@example.test', 'pw');
  for (const code of codes) await house.post('/link/code', { token, code });
  pages.push(await house.openPage(telegramId));
  token = pages[1]!;
  await logIn('ana@example.test', 'correct horse');
  const session = await readSessionToken(house.db, { telegramId, seal: house.seal });
  const seen = `${house.logged()}\n${await house.dump()}`;
  expect(seen).toContain('link attempt');
  expect(seen).toContain('broker_link');
  for (const secret of ['canary', 'correct horse', 'second line', ...codes, ...pages, session!]) {
    expect(seen, `"${secret}"`).not.toContain(secret);
  }
});
