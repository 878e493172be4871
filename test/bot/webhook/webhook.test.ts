import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWebhook } from '#bot/webhook.ts';
import { closeDatabase, openDatabase } from '#io/db/database.ts';
import { createLog } from '#io/log.ts';
import { freshDatabase } from '#test/support/database.ts';

const SECRET = 'a-secret-that-only-telegram-knows-of';
const { database: db, url: databaseUrl } = await freshDatabase();
const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
let door: FastifyInstance;
let news = 0;
let nextId = 1;

async function open(options: Partial<Parameters<typeof createWebhook>[0]> = {}): Promise<FastifyInstance> {
  const app = createWebhook({
    db,
    log,
    url: 'https://bot.example.org/from-telegram',
    secret: SECRET,
    onNews: () => {
      news += 1;
    },
    ...options,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app;
}

beforeAll(async () => {
  door = await open();
});
afterAll(() => door.close());
beforeEach(async () => {
  await db.deleteFrom('telegram_update').execute();
  news = 0;
});

function portOf(app: FastifyInstance): number {
  return (app.server.address() as AddressInfo).port;
}

function update(words = '/start') {
  nextId += 1;
  const chat = { id: 42, type: 'private', first_name: 'Ana' };
  return {
    update_id: nextId,
    message: { message_id: nextId, date: 1, chat, from: { ...chat, is_bot: false }, text: words },
  };
}

async function bring(body: unknown, { app = door, secret = SECRET as string | null, path = '/from-telegram' } = {}) {
  return fetch(`http://127.0.0.1:${portOf(app)}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function storedIds(): Promise<number[]> {
  const rows = await db.selectFrom('telegram_update').select('update_id').orderBy('update_id').execute();
  return rows.map((row) => row.update_id);
}

test('an update is in the inbox when 200 is said', async () => {
  const one = update();
  expect((await bring(one)).status).toBe(200);
  expect(await storedIds()).toEqual([one.update_id]);
  expect(news).toBe(1);
});

test('a hundred at once, some of them twice: each is stored once', async () => {
  const updates = Array.from({ length: 100 }, () => update());
  const answers = await Promise.all([...updates, ...updates.slice(0, 30)].map((one) => bring(one)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await storedIds()).toEqual(updates.map((one) => one.update_id));
});

test('F32: who does not show the secret gets 401 and changes nothing', async () => {
  for (const secret of [null, '', 'wrong', `${SECRET}x`, SECRET.toUpperCase()]) {
    expect((await bring(update(), { secret })).status).toBe(401);
  }
  expect(await storedIds()).toEqual([]);
  expect(news).toBe(0);
});

test('F32: a body over 1 MB gets 413', async () => {
  expect((await bring(update('x'.repeat(1_100_000)))).status).toBe(413);
  expect(await storedIds()).toEqual([]);
});

test('F32: who sends a byte now and then is cut off within 10 s', async () => {
  const socket = connect(portOf(door), '127.0.0.1');
  const saidMs = performance.now();
  socket.write('POST /from-telegram HTTP/1.1\r\nHost: bot\r\nContent-Length: 100\r\n');
  socket.on('error', () => undefined);
  const drip = setInterval(() => socket.write('X-A: b\r\n'), 500);
  try {
    await Promise.all([once(socket, 'close'), text(socket).catch(() => '')]);
  } finally {
    clearInterval(drip);
  }
  expect(performance.now() - saidMs).toBeLessThan(10_000);
});

test('what is no update gets 400, another address 404', async () => {
  for (const body of ['{', '[]', 'null', '{"update_id":"1"}', '{"update_id":1.5}']) {
    expect((await bring(body)).status).toBe(400);
  }
  expect((await bring(update(), { path: '/' })).status).toBe(404);
  expect(await storedIds()).toEqual([]);
});

test('while the database is away Telegram is told to come again, never that we are gone', async () => {
  const away = openDatabase({ url: databaseUrl.replace(/:\d+\//, ':1/'), poolSize: 1 });
  const app = await open({ db: away });
  try {
    const answer = await bring(update(), { app });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  } finally {
    await app.close();
    await closeDatabase(away);
  }
});

test('a full inbox is not made fuller', async () => {
  const app = await open({ mostWaiting: 2 });
  try {
    await bring(update());
    await bring(update());
    expect((await bring(update(), { app })).status).toBe(503);
    expect(await storedIds()).toHaveLength(2);
  } finally {
    await app.close();
  }
});
