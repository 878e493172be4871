import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import { anyPort } from '#io/embedded/port.ts';
import { keepRole } from '#test/faults/role-process.ts';
import { untilQuiet } from '#test/support/answers.ts';
import { everyRow } from '#test/support/every-row.ts';
import { openHouse, pressWhenThere } from '#test/support/house.ts';

/** Passes everything on to a faultless broker, until a test answers in its place. */
const truth = await startBrokerSimulator({ seed: 7 });
let inItsPlace: ((request: IncomingMessage, body: string) => Answer) | null = null;
const asked: { path: string; body: string }[] = [];
const broker = await listen(async (request, response) => {
  const body = await textOf(request);
  asked.push({ path: request.url ?? '', body });
  const answer = inItsPlace?.(request, body) ?? (await passOn(request, body));
  response.writeHead(answer.status, answer.headers).end(answer.text);
});
const trapped: string[] = [];
const trap = await listen(async (request, response) => {
  trapped.push(request.url ?? '');
  response.end(JSON.stringify({ code: 'success', ssid: 'from the trap' }));
});

const house = await openHouse({
  env: {
    POLARIUM_API_URL: broker.url,
    POLARIUM_WS_URL: truth.webSocketUrl,
    POLARIUM_OAUTH_CLIENT_ID: '4711',
    LOG_LEVEL: 'info',
  },
});
const { people } = house.telegram;
afterAll(async () => {
  await house.close();
  await truth.close();
  broker.close();
  trap.close();
});
beforeEach(() => {
  inItsPlace = null;
  asked.length = 0;
});

const WRONG = () => ({ status: 401, headers: {}, text: JSON.stringify({ code: 'invalid_credentials' }) });

test('A17: guessing tokens is slowed down and raises an alarm, and a true page still opens', async () => {
  const { token } = await newPage();
  const kinds: string[] = [];
  for (let i = 0; i < 25; i++) kinds.push((await post('/link/open', { token: `${i}`.padStart(43, 'Q') })).body.kind);
  expect(kinds).toEqual([...Array(20).fill('gone'), ...Array(5).fill('too_many')]);
  expect(house.output.join('')).toContain('link tokens are being guessed');
  expect((await post('/link/open', { token })).body.kind).toBe('open');
});

test('A18: however often a preview looks, the page is as it was', async () => {
  const { token } = await newPage();
  for (const path of ['/link', `/link?t=${token}`, '/link/open', '/link/login', '/link/oauth/callback']) {
    const look = { headers: { 'user-agent': 'TelegramBot (like TwitterBot)' } };
    for (const method of ['GET', 'HEAD']) await fetch(`${house.webUrl}${path}`, { method, ...look });
  }
  expect((await post('/link/open', { token })).body.kind).toBe('open');
  const { attempts, used_at } = await house.database
    .selectFrom('link_page')
    .select(['attempts', 'used_at'])
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  expect([attempts, used_at]).toEqual([0, null]);
});

test('A19: there is no sign-in of a Mini App: whatever initData somebody shows, there is nobody to take it, and nothing is done', async () => {
  const { person, token } = await newPage();
  const touched = async () => ({
    pages: await house.database.selectFrom('link_page').select(['attempts', 'used_at']).orderBy('token_hash').execute(),
    steps: await house.database.selectFrom('link_step').select('key').execute(),
    limits: await house.database.selectFrom('rate_limit').select('key').where('key', 'like', 'page%').execute(),
    asked: asked.length,
  });
  const before = await touched();
  for (const [what, initData] of Object.entries(initDataOf(person, house.telegram.token))) {
    for (const path of ['/link/miniapp', '/link/webapp', '/miniapp', '/api/session', '/auth/telegram']) {
      const headers = { authorization: `tma ${initData}`, 'x-telegram-init-data': initData };
      expect((await fetch(`${house.webUrl}${path}?${initData}`, { headers })).status, what).toBe(404);
      expect((await post(path, { initData, token }, headers)).status, what).toBe(404);
    }
    // Nor does it stand for a page's token.
    expect((await post('/link/open', { initData })).status, what).toBe(400);
    expect((await post('/link/login', { initData, identifier: 'a@b.test', password: 'x' })).status, what).toBe(400);
  }
  expect(await touched()).toEqual(before);
  expect(await linksOfPerson(person)).toEqual([]);
});

test('A23: a password in the chat is deleted, kept nowhere, and its person is told', async () => {
  const { person } = await newPage();
  const password = 'Tucano#4711azul';
  const sent = people.send(person, `minha senha é ${password}`);
  await people.waitFor(person, (chat) => chat.messages.every(({ id }) => id !== sent));
  await people.waitFor(person, (chat) => chat.messages.find(({ id, from }) => from === 'bot' && id > sent));
  await untilQuiet(house);
  expect(people.chat(person).messages.at(-1)?.text).toMatch(/senha/);
  expect(await everyRow(house.database)).not.toContain(password);
  expect(house.output.join('')).not.toContain(password);
});

test('A20: an answer with another state, another browser, a used code or another journey’s code links nothing', async () => {
  const { person, token } = await newPage();
  const [first, second] = [await setOut(token), await setOut(token)];
  const code = await grantOf(first.authorizeUrl);
  const back = async (query: Record<string, string>, cookie: string) =>
    (await fetch(`${house.webUrl}/link/oauth/callback?${new URLSearchParams(query)}`, { headers: { cookie } })).status;
  expect(await back({ code, state: 'A'.repeat(43) }, first.cookie)).toBe(403);
  expect(await back({ code, state: second.state }, second.cookie)).toBe(403);
  expect(await back({ code: await grantOf(first.authorizeUrl), state: first.state }, second.cookie)).toBe(403);
  expect(await linksOfPerson(person)).toEqual([]);
  const third = await setOut(token);
  const good = { code: await grantOf(third.authorizeUrl), state: third.state };
  expect(await back(good, third.cookie)).toBe(200);
  expect(await back(good, third.cookie)).toBe(403);
  expect(await linksOfPerson(person)).toHaveLength(1);
  expect(house.output.join('')).toMatch(/an OAuth answer came back with a state that is not this browser’s/);
});

test('A20: the way to the broker always carries PKCE and our own address, whatever is asked for', async () => {
  const { token } = await newPage();
  const evil = `${house.webUrl}.evil.test/link/oauth/callback`;
  const forged = { redirect_uri: evil, redirectUri: evil, code_challenge_method: 'plain' };
  const headers = { 'x-forwarded-host': 'evil.test', forwarded: 'host=evil.test' };
  const { authorizeUrl } = await setOut(token, { forged, headers });
  const query = Object.fromEntries(authorizeUrl.searchParams);
  expect(query).toMatchObject({
    redirect_uri: `${house.webUrl}/link/oauth/callback`,
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
  });
  authorizeUrl.searchParams.delete('code_challenge');
  expect((await fetch(authorizeUrl)).status).toBe(400);
});

test('a link that was begun at one web process is finished at another, and only there', async () => {
  const port = await anyPort();
  const other = keepRole({
    role: 'panel',
    env: { ...house.env, WEB_PORT: String(port) },
    onOutput: (text) => house.output.push(text),
  });
  try {
    await other.ready();
    const there = `http://127.0.0.1:${port}`;
    // The broker's own page: away from the one, back at the other.
    const { person, token } = await newPage();
    const journey = await setOut(token);
    const query = new URLSearchParams({ code: await grantOf(journey.authorizeUrl), state: journey.state });
    const back = (at: string) =>
      fetch(`${at}/link/oauth/callback?${query}`, { headers: { cookie: journey.cookie } }).then(({ status }) => status);
    expect(await back(there)).toBe(200);
    expect([await back(house.webUrl), await back(there)]).toEqual([403, 403]);
    expect(await linksOfPerson(person)).toHaveLength(1);

    // A code: asked for by the one, sent again and typed at the other.
    const next = await newPage();
    const asked = await post('/link/login', { token: next.token, identifier: 'bia@example.test', password: 'pw' });
    expect(asked.body.kind).toBe('second_factor');
    expect(asked.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    const cookieOf = ({ headers }: { headers: Headers }) => headers.get('set-cookie')?.split(';')[0] ?? '';
    const first = cookieOf(asked);
    const step = (path: string, body: object, cookie: string) =>
      post(path, { token: next.token, ...body }, { cookie }, there);
    const type = async (code: string, cookie: string) => (await step('/link/code', { code }, cookie)).body.kind;
    expect(await type('123456', '')).toBe('start_again');
    expect(await type('123456', 'link-code=of-another-browser')).toBe('start_again');
    expect((await step('/link/open', {}, first)).body).toMatchObject({ kind: 'open', method: 'email' });
    const again = await step('/link/code/resend', {}, first);
    expect(again.body.kind).toBe('second_factor');
    expect(await type('999999', cookieOf(again))).toBe('wrong_code');
    expect(await type('123456', cookieOf(again))).toBe('linked');
    expect(await linksOfPerson(next.person)).toHaveLength(1);
    const steps = house.database
      .selectFrom('link_step')
      .select('key')
      .where('telegram_id', 'in', [person, next.person]);
    expect(await steps.execute()).toEqual([]);
  } finally {
    await other.stop();
  }
}, 60_000);

test.each([
  ['redirects to an address inside', () => ({ status: 302, headers: { location: `${trap.url}/inside` }, text: '' })],
  ['redirects the password on', () => ({ status: 307, headers: { location: `${trap.url}/inside` }, text: '' })],
  ['answers with a page', () => ({ status: 200, headers: { 'content-type': 'text/html' }, text: '<h1>Hi</h1>' })],
  ['answers with something else', () => ({ status: 200, headers: {}, text: '{"ssid":{"$ne":null}}' })],
])('A21: a broker that %s is not followed, and is said not to answer', async (_what, answer) => {
  const { person, token } = await newPage();
  inItsPlace = answer;
  const { status, body } = await logIn(token);
  expect([status, body.kind]).toEqual([503, 'unavailable']);
  expect(trapped).toEqual([]);
  expect(await linksOfPerson(person)).toEqual([]);
});

test('A22: odd passwords reach the broker once and as typed, or not at all, and no log has them', async () => {
  const passwords = ['line\nbreak\r"quote\' \\ canary', 'ção 🕯️ canary \u202e', `canary${'x'.repeat(1_018)}`];
  const { token } = await newPage();
  inItsPlace = WRONG;
  for (const [at, password] of passwords.entries()) await logIn(token, { identifier: `odd${at}@x.test`, password });
  const sent = asked.map(({ body }) => (JSON.parse(body) as { password: string }).password);
  expect(sent).toEqual(passwords);
  const tooLong = await logIn(token, { password: `canary${'x'.repeat(1_019)}` });
  expect([tooLong.status, asked.length]).toEqual([400, 3]);
  expect(house.output.join('')).not.toContain('canary');
});

test('a page forgives five wrong passwords, a person ten in an hour, and the broker hears of no more', async () => {
  const { person, token } = await newPage();
  inItsPlace = WRONG;
  let tries = 0;
  const guess = async (on: string) => {
    tries += 1;
    return (await logIn(on, { identifier: `victim${person}.${tries}@x.test` })).body.kind;
  };
  for (let i = 0; i < 5; i++) expect(await guess(token)).toBe('wrong_credentials');
  expect(await guess(token)).toBe('exhausted');
  const next = await askForPage(person);
  for (let i = 0; i < 5; i++) expect(await guess(next)).toBe('wrong_credentials');
  expect(await guess(await askForPage(person))).toBe('locked');
  expect(asked).toHaveLength(10);
  // Somebody else's page is as good as ever.
  inItsPlace = null;
  expect((await logIn((await newPage()).token)).body.kind).toBe('linked');
});

test('one account is tried once in ten minutes after a refusal, by whomever', async () => {
  const identifier = 'one.victim@x.test';
  inItsPlace = WRONG;
  expect((await logIn((await newPage()).token, { identifier })).body.kind).toBe('wrong_credentials');
  expect((await logIn((await newPage()).token, { identifier })).body.kind).toBe('resting');
  expect(asked).toHaveLength(1);
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function passOn({ method, url, headers }: IncomingMessage, body: string): Promise<Answer> {
  const { 'content-type': type = '', cookie = '' } = headers;
  const answer = await fetch(`${truth.apiUrl}${url}`, {
    ...{ method: method ?? 'GET', headers: { 'content-type': type, cookie }, redirect: 'manual' as const },
    ...(method === 'POST' ? { body } : {}),
  });
  const location = answer.headers.get('location');
  return { status: answer.status, headers: location === null ? {} : { location }, text: await answer.text() };
}

/** Somebody who has read the notice, with a fresh page. */
async function newPage(): Promise<{ person: number; token: string }> {
  const { id: person } = people.create({ firstName: 'Ana', languageCode: 'pt-br' });
  people.send(person, '/start');
  await pressWhenThere(house, person, /18\+/);
  await pressWhenThere(house, person, /São Paulo|Brasília/);
  await untilQuiet(house);
  return { person, token: await askForPage(person) };
}

async function askForPage(person: number): Promise<string> {
  const before = people.send(person, '/link');
  const url = await people.waitFor(
    person,
    (chat) =>
      chat.messages
        .filter(({ id }) => id > before)
        .flatMap(({ keyboard }) => keyboard.flat())
        .find((button) => button.url?.includes('#'))?.url,
  );
  return url.split('#')[1] ?? '';
}

async function post(path: string, body: object, headers: Record<string, string> = {}, at = house.webUrl) {
  const answer = await fetch(`${at}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.webUrl, ...headers },
    body: JSON.stringify(body),
  });
  const said = (await answer.json()) as { kind: string; authorizeUrl: string };
  return { status: answer.status, headers: answer.headers, body: said };
}

function logIn(token: string, typed: { identifier?: string; password?: string } = {}) {
  return post('/link/login', { token, identifier: 'ana@trader.test', password: 'polarium', ...typed });
}

async function setOut(
  token: string,
  { forged = {}, headers = {} }: { forged?: object; headers?: Record<string, string> } = {},
) {
  const { body, headers: answered } = await post('/link/oauth', { token, ...forged }, headers);
  const authorizeUrl = new URL(body.authorizeUrl);
  const cookie = answered.get('set-cookie')?.split(';')[0] ?? '';
  return { authorizeUrl, cookie, state: authorizeUrl.searchParams.get('state') ?? '' };
}

/** Signs in on the broker's page; answers the code it sends the browser back with. */
async function grantOf(authorizeUrl: URL): Promise<string> {
  const form = new URLSearchParams({ identifier: 'ana@trader.test', password: 'polarium' });
  const answer = await fetch(authorizeUrl, { method: 'POST', body: form, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

function linksOfPerson(person: number) {
  return house.database.selectFrom('broker_link').select('id').where('telegram_id', '=', person).execute();
}

/** As a Mini App would show it: right, and wrong in every way that we know of. */
function initDataOf(person: number, botToken: string): Record<string, string> {
  const signed = (token: string, authMs = Date.now()) => {
    const fields: Record<string, string> = {
      auth_date: String(Math.floor(authMs / 1_000)),
      query_id: 'AAHdF6IQAAAAAN0XohDhrOrc',
      user: JSON.stringify({ id: person, first_name: 'Ana' }),
    };
    const lines = Object.keys(fields).map((key) => `${key}=${fields[key]}`);
    const secret = createHmac('sha256', 'WebAppData').update(token).digest();
    const hash = createHmac('sha256', secret).update(lines.join('\n')).digest('hex');
    return new URLSearchParams({ ...fields, hash }).toString();
  };
  const right = signed(botToken);
  return {
    ...{ right, 'an hour old': signed(botToken, Date.now() - 3_600_000), 'of another bot': signed('1:other') },
    'a wrong hash': right.replace(/hash=.{4}/, 'hash=0000'),
    'no hash': right.replace(/&hash=.*/, ''),
    'a hash in capitals': right.replace(/hash=.*/, (hash) => `hash=${hash.slice(5).toUpperCase()}`),
    'two users': `${right}&user=${encodeURIComponent('{"id":1}')}`,
  };
}
