import { randomBytes, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { readSessionToken } from '#io/db/link-sessions.ts';
import { createSeal } from '#io/seal.ts';
import { answersTo, untilQuiet } from '#test/support/answers.ts';
import { everyRow } from '#test/support/every-row.ts';
import { openHouse, settle } from '#test/support/house.ts';

/** A58: secrets pushed through every route and every failure; afterwards they are looked for wherever anything is kept or shown. */
const canaries = new Map<string, string>();

const CLIENT_SECRET = canary('the secret of our client number', randomBytes(18).toString('hex'));
const FEED_SSID = canary('the session of the operator', randomBytes(16).toString('hex'));
const house = await openHouse({
  // What is said must be said before it is looked for; how fast Telegram lets us is another test's matter.
  telegram: { limits: { chatSendsPerSecond: 0, chatEditsPerSecond: 0, sendsPerSecond: 0 } },
  env: {
    LOG_LEVEL: 'trace',
    METRICS_PORT: String(randomInt(20_000, 60_000)),
    POLARIUM_OAUTH_CLIENT_ID: '4242',
    POLARIUM_OAUTH_CLIENT_SECRET: CLIENT_SECRET,
    POLARIUM_FEED_SSID: FEED_SSID,
    FEED: 'on',
  },
});
const { people, faults: telegramFaults, log } = house.telegram;
afterAll(() => house.close());
canary('the bot token', house.env.BOT_TOKEN);
canary('the seal key', house.env.SEAL_KEY);
canary('the seal key as bytes', Buffer.from(house.env.SEAL_KEY, 'base64').toString('hex'));
// In words its person is shown it, and nobody else.
for (const amount of ['"amount":152.3', '"amountCents":15230']) canary(`the real balance as ${amount}`, amount);

const seal = createSeal(Buffer.from(house.env.SEAL_KEY, 'base64'));
/** What pages and measures said, and with what status. */
const seen: string[] = [];
const statuses = new Map<number, number>();

test('A58: two hundred secrets, pushed through every route and failure, are found nowhere', async () => {
  const ana = await settle(house);
  await speakSecrets(ana);
  await untilQuiet(house);
  // Whoever speaks that much is not heard for a while, so others go on.
  const others: number[] = [];
  for (const name of ['Bia', 'Caio', 'Davi', 'Eva']) others.push(await settle(house, { name }));
  for (const other of others) await linkAndLookInside(other);
  await visitEverything(others[0]!);
  await breakThings(others);
  await untilQuiet(house);

  expect(canaries.size).toBeGreaterThanOrEqual(200);
  // Every kind of answer was among them, and few were turned away for coming too often.
  expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining([200, 400, 401, 403, 404, 409, 503]));
  expect(statuses.get(429) ?? 0).toBeLessThan(20);
  for (const role of ['bot', 'jobs', 'panel']) {
    for (const path of ['/metrics', '/readyz', '/healthz']) {
      seen.push(await (await fetch(`http://127.0.0.1:${watchPort(role)}${path}`)).text());
    }
  }
  const places = {
    logs: house.output.join(''),
    'tables and queue': await everyRow(house.database),
    'pages and measures': seen.join('\n'),
    'what the bot said': JSON.stringify(log.calls.map(({ params }) => withoutLinks(params))),
  };
  expect(places.logs).toContain('link attempt');
  expect(places.logs).not.toMatch(/152[.,]3/);
  expect(places['tables and queue']).toContain('broker_link');
  expect(places['pages and measures']).toContain('catalogador_update_seconds');
  const found = Object.entries(places).flatMap(([place, text]) =>
    [...canaries]
      .filter(([, secret]) => text.includes(secret))
      .map(([what, secret]) => `${place}: ${what} ${around(text, secret)}`),
  );
  expect(found).toEqual([]);
}, 120_000);

test('A58: a secret that lies there would be found', async () => {
  const secret = randomBytes(12).toString('hex');
  await sql`insert into document (hash, name, bytes) values ('planted', 'x', ${Buffer.from(`a ${secret}`)})`.execute(
    house.database,
  );
  expect(await everyRow(house.database)).toContain(secret);
  await sql`delete from document where hash = 'planted'`.execute(house.database);
});

/** In the chat, where none of them belongs, in every place a telephone has for words. */
async function speakSecrets(ana: number): Promise<void> {
  const ways: readonly ((secret: string, email: string) => string)[] = [
    (secret) => `minha senha é ${secret}`,
    (secret) => `senha: ${secret}`,
    (secret) => `password=${secret}`,
    (secret) => `mi contraseña es ${secret}`,
    (secret, email) => `${email} ${secret}`,
    (secret, email) => `/link ${email} ${secret}`,
    (secret, email) => `/catalog ${email}:${secret} senha ${secret}`,
    (secret) => `/conectar ${secret}`,
    (secret) => secret,
  ];
  for (const [at, say] of ways.entries()) {
    for (const place of ['message', 'edit', 'caption', 'inline', 'chosen', 'quoted', 'replied'] as const) {
      const email = canary(
        `an e-mail, way ${at}, ${place}`,
        `way${at}.${place}@trader-${randomBytes(4).toString('hex')}.test`,
      );
      const text = say(canary(`a password, way ${at}, ${place}`, password()), email);
      await put(ana, { place, text });
    }
  }
}

type Place = 'message' | 'edit' | 'caption' | 'inline' | 'chosen' | 'quoted' | 'replied';

async function put(ana: number, { place, text }: { place: Place; text: string }): Promise<void> {
  const from = { id: ana, is_bot: false, first_name: 'Ana', language_code: 'pt-br' };
  const message = { message_id: 900_000, date: 1, chat: { id: ana, type: 'private', first_name: 'Ana' }, from };
  switch (place) {
    case 'message':
      return void people.send(ana, text);
    case 'edit':
      return people.edit(ana, people.send(ana, 'oi'), text);
    case 'caption':
      return void (await people.upload(ana, {
        bytes: Buffer.from('x'),
        name: 'a.txt',
        mimeType: 'text/plain',
        caption: text,
      }));
    case 'inline':
      return void people.inlineQuery(ana, text);
    case 'chosen':
      return people.inject({ chosen_inline_result: { result_id: '1', from, query: text } } as never);
    case 'quoted':
      return people.inject({ message: { ...message, text: 'e isto?', quote: { text, position: 0 } } } as never);
    case 'replied':
      return people.inject({
        message: { ...message, text: 'e isto?', reply_to_message: { ...message, text } },
      } as never);
  }
}

/** Accounts linked and linked again; their passwords, codes and sessions go to the broker and nowhere else. */
async function linkAndLookInside(person: number): Promise<void> {
  for (const time of [1, 2, 3].map((nth) => `${nth} of ${person}`)) {
    const token = await newPage(person);
    const identifier = canary(`an identifier ${time}`, `login.${randomBytes(4).toString('hex')}@trader.test`);
    await post('/link/login', { token, identifier, password: canary(`a wrong password ${time}`, password()) });
    await post('/link/code', { token, code: canary(`a code ${time}`, String(randomInt(10_000_000, 99_999_999))) });
    await post('/link/login', { token, identifier, password: 'polarium' });
    const session = await readSessionToken(house.database, { telegramId: person, seal });
    if (session !== null) canary(`a session ${time}`, session);
    await untilQuiet(house);
  }
  await answersTo(house, person, people.send(person, '/catalog EURUSD-OTC m1 minority g2 40'));
}

/** Every address of the pages, with secrets wherever a browser, or somebody who plays one, can put words. */
async function visitEverything(ana: number): Promise<void> {
  const token = await newPage(ana);
  const secretOf = (what: string) => canary(what, randomBytes(15).toString('hex'));
  for (const path of ['/link/open', '/link/login', '/link/code', '/link/code/resend', '/link/oauth', '/nowhere']) {
    await post(path, {
      token,
      identifier: secretOf(`identifier at ${path}`),
      password: secretOf(`password at ${path}`),
      code: [secretOf(`code at ${path}`)],
    });
    await post(path, `{"token":"${token}","password":"${secretOf(`broken JSON at ${path}`)}`);
    await post(path, { token: secretOf(`token at ${path}`), more: { password: secretOf(`deep at ${path}`) } });
    await post(path, `password=${secretOf(`a form at ${path}`)}`, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    await visit(`${path}?password=${secretOf(`a query at ${path}`)}`);
    await visit(path, {
      headers: {
        cookie: `ssid=${secretOf(`a cookie at ${path}`)}`,
        authorization: `Bearer ${secretOf(`a bearer at ${path}`)}`,
      },
    });
    await visit(path, { method: 'PUT', body: secretOf(`a body nobody wants at ${path}`) });
  }
  for (const query of [
    'state=STATE&code=CODE',
    'code=CODE',
    'state=STATE&error=ERROR',
    'state=STATE&state=STATE&code=CODE',
  ]) {
    const filled = query
      .replaceAll('STATE', () => secretOf('an OAuth state'))
      .replace('CODE', secretOf('an OAuth code'))
      .replace('ERROR', secretOf('an OAuth error'));
    await visit(`/link/oauth/callback?${filled}`, { headers: { cookie: `link=${secretOf('a browser key')}` } });
  }
  // One whole journey: state and code are real, and the code is then tried again.
  const { authorizeUrl } = (await post('/link/oauth', { token })) as { authorizeUrl?: string };
  const state = canary('a real OAuth state', new URL(authorizeUrl ?? '').searchParams.get('state') ?? '');
  await visit(`/link/oauth/callback?state=${state}&code=${secretOf('a code for a real state')}`);
  await visit(`/%zz?token=${secretOf('an address that cannot be read')}`);
}

/** The same while everything around fails. */
async function breakThings(persons: readonly number[]): Promise<void> {
  let turn = 0;
  const during = async (what: string) => {
    turn += 1;
    const ana = persons[turn % persons.length]!;
    const token = await newPage(ana).catch(() => 'x'.repeat(43));
    const body = {
      identifier: canary(`identifier while ${what}`, `${what.replaceAll(/\W/g, '')}@trader-x.test`),
      password: canary(`password while ${what}`, password()),
    };
    await post('/link/login', { token, ...body });
    people.send(ana, `senha ${canary(`in the chat while ${what}`, password())}`);
    people.send(ana, `/catalog GBPUSD-OTC m1 minority g1 ${30 + (canaries.size % 60)}`);
  };
  for (const kind of ['server_error', 'forbidden', 'lost_reply', 'lost_request', 'too_many_requests'] as const) {
    telegramFaults.add({ kind, count: 2, retryAfterSeconds: 1 });
    await during(kind);
  }
  await untilQuiet(house, 40_000);
  telegramFaults.clear();
  for (const fault of [
    { down: true },
    { refuseAuthentication: true },
    { spoil: { kind: 'malformed', times: 3 } },
    { spoil: { kind: 'truncated', times: 3 } },
  ] as const) {
    house.broker.faults.set(fault as never);
    await during(`broker ${JSON.stringify(fault)}`);
    house.broker.faults.clear();
  }
  await untilQuiet(house, 40_000);
  const hangingUp = during('database hangs up');
  for (let times = 0; times < 5; times += 1) {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
      .execute(house.database)
      .catch(() => undefined);
  }
  await hangingUp.catch(() => undefined);
}

async function newPage(ana: number): Promise<string> {
  const asked = people.send(ana, '/unlink');
  await people.waitFor(ana, (chat) => chat.messages.some((one) => one.from === 'bot' && one.id > asked));
  const again = people.send(ana, '/link');
  const url = await people.waitFor(
    ana,
    (chat) =>
      chat.messages
        .filter(({ id }) => id > again)
        .flatMap(({ keyboard }) => keyboard.flat())
        .find((button) => button.url?.includes('#'))?.url,
  );
  return canary(`a page ${canaries.size}`, url.split('#')[1] ?? '');
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  const text = await visit(path, {
    method: 'POST',
    headers: { origin: house.webUrl, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return text.startsWith('{') ? JSON.parse(text) : {};
}

/** The way to the broker carries the state, as OAuth has it, and goes to the person alone. */
async function visit(path: string, init: RequestInit = {}): Promise<string> {
  const answer = await fetch(`${house.webUrl}${path}`, { redirect: 'manual', ...init });
  const text = await answer.text();
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  if (!text.includes('authorizeUrl')) seen.push(`${JSON.stringify([...answer.headers])} ${text}`);
  return text;
}

/** The way to a link page is what its person asked for. */
function withoutLinks(said: unknown): string {
  return JSON.stringify(said).replaceAll(/\/link#[\w-]+/g, '/link');
}

function canary(what: string, secret: string): string {
  canaries.set(what, secret);
  return secret;
}

function password(): string {
  return `Aa1!${randomBytes(9).toString('hex')}`;
}

function watchPort(role: string): string {
  const line = house.output.find((text) => text.includes(`[${role}]`) && text.includes('health and measures')) ?? '';
  return /port=(\d+)/.exec(line)?.[1] ?? '';
}

function around(text: string, secret: string): string {
  const at = text.indexOf(secret);
  return text.slice(Math.max(0, at - 160), at + secret.length + 40);
}
