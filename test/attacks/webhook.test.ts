import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWebhook } from '#bot/webhook.ts';
import { createLog } from '#io/log.ts';
import { claimUpdates } from '#io/telegram/inbox.ts';
import { freshDatabase } from '#test/support/database.ts';

const SECRET = 'a-secret-that-only-telegram-knows-of';
const { database: db } = await freshDatabase();
const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
const door = createWebhook({ db, log, url: 'https://bot.example.org/in', secret: SECRET, onNews: () => undefined });

beforeAll(async () => void (await door.listen({ host: '127.0.0.1', port: 0 })));
afterAll(() => door.close());

async function bring(body: string): Promise<number> {
  const { port } = door.server.address() as AddressInfo;
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET };
  const answer = await fetch(`http://127.0.0.1:${port}/in`, { method: 'POST', headers, body });
  return answer.status;
}

async function storedBodies(): Promise<unknown[]> {
  const rows = await db.selectFrom('telegram_update').select('body').orderBy('update_id').execute();
  return rows.map(({ body }) => body);
}

test.each([
  ['5 MB', JSON.stringify({ update_id: 1, message: { text: 'x'.repeat(5_000_000) } }), 413],
  ['JSON of ten thousand levels', `{"update_id":2,"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 400],
  ['JSON of a hundred thousand levels', `{"update_id":3,"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 400],
  ['half of a JSON', '{"update_id":4', 400],
])('A02: %s is turned away, and nothing of it is kept', async (_what, body, status) => {
  const before = await storedBodies();
  expect(await bring(body)).toBe(status);
  expect(await storedBodies()).toEqual(before);
});

test.each(['"1; drop table person"', '-1', '9007199254740993', '1e400', '1.5', 'null', '[1]', '{}', 'true'])(
  'A03: an update whose number is %s is turned away',
  async (id) => {
    const before = await storedBodies();
    expect(await bring(`{"update_id":${id},"message":{"text":"x"}}`)).toBe(400);
    expect(await storedBodies()).toEqual(before);
  },
);

test.each([
  '{"update_id":70}',
  '{"update_id":71,"message":{}}',
  '{"update_id":72,"callback_query":{"message":{}}}',
  '{"update_id":73,"message":null}',
])('A03: an update that lacks all it should have does not stop the others: %s', async (body) => {
  expect([200, 400]).toContain(await bring(body));
  expect(await bring('{"update_id":79}')).toBe(200);
  expect((await claimUpdates(db, { owner: 'test', limit: 20 })).setAside).toEqual([]);
});

test.each([
  '{"update_id":90,"__proto__":{"polluted":1},"message":{"text":"x"}}',
  '{"update_id":91,"message":{"text":"x","from":{"__proto__":{"polluted":1}}}}',
  '{"update_id":92,"message":{"constructor":{"prototype":{"polluted":1}}}}',
])('A04: names that every object knows change no object: %s', async (body) => {
  expect([200, 400]).toContain(await bring(body));
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});
