import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '#io/db/audit.ts';
import { countAudience } from '#io/db/broadcast-audience.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { openHouse } from '#test/support/house.ts';

const house = await openHouse({ roles: ['bot'] });
afterAll(() => house.close());
const { people } = house.telegram;
const { database: db } = house;
const folder = await mkdtemp(join(tmpdir(), 'catalogador-broadcast-'));
afterAll(() => rm(folder, { recursive: true }));
const file = join(folder, 'news.txt');

let ana: number;
let tom: number;

beforeAll(async () => {
  [ana, tom] = [await newcomer('Ana', 'pt-br'), await newcomer('Tom', 'en')];
});

async function newcomer(firstName: string, languageCode: string): Promise<number> {
  const { id } = people.create({ firstName, languageCode });
  people.send(id, '/start');
  await people.waitFor(id, (chat) => chat.messages.some(({ from }) => from === 'bot'));
  return id;
}

function operator(...words: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const main = new URL('../../ops/main.ts', import.meta.url).pathname;
  const env = { ...process.env, DATABASE_URL: house.env.DATABASE_URL };
  return new Promise((resolve) => {
    execFile(process.execPath, [main, 'broadcast', ...words], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

const hasText = (id: number, text: string) =>
  people.waitFor(id, (chat) => chat.messages.some((one) => one.text === text), 20_000);

test('an operator writes it, sees it in the own chat, sends it, and reads who got it', async () => {
  await writeFile(file, '[pt]\nOlá <b>gente</b> & amigos\nhttps://example.com/a_b\n[en]\nHello\n[es]\nHola\n');
  const created = await operator('create', '--file', file, '--title', 'Welcome', '--at-night');
  expect(created).toMatchObject({ exitCode: 0, stderr: '' });
  const [, id = '', count] = /^Broadcast (\d+) is a draft for (\d+) people/.exec(created.stdout) ?? [];
  expect(count).toBe('2');
  expect((await operator('test', id, String(ana))).stdout).toMatch(/^3 texts are on their way/);
  await hasText(ana, 'Hola');
  expect(people.chat(tom).messages.some(({ text }) => text === 'Hello')).toBe(false);
  expect((await operator('send', id)).exitCode).toBe(0);
  await hasText(tom, 'Hello');
  const report = async () => (await operator('report', id)).stdout;
  await expect.poll(report, { timeout: 20_000 }).toMatch(/^Broadcast \d+ "Welcome": done, \d+ s\n/);
  expect(await report()).toMatch(/people +2\n +sent +2\n +not sent +0\n +blocked +0\n +failed +0\n +unknown +0\n$/);
  expect((await operator('list')).stdout).toMatch(/ done +2\/2 +Welcome\n/);
  // Nothing of the text is markup.
  const portuguese = people
    .chat(ana)
    .messages.filter(({ text }) => text.startsWith('Olá <b>gente</b> & amigos\nhttps'));
  expect(portuguese).toHaveLength(2);
  expect(await operator('pause', id)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is done') });
  const acts = await db
    .selectFrom('audit')
    .select(['actor', 'act', 'resource', 'subject', 'after'])
    .orderBy('seq')
    .execute();
  const actor = `cli:${userInfo().username}`;
  expect(acts).toMatchObject([
    { actor, act: 'compose', resource: 'broadcasts', subject: id, after: { title: 'Welcome', people: 2 } },
    { actor, act: 'test', resource: 'broadcasts', subject: id, after: { telegramId: ana, sent: 3 } },
    { actor, act: 'schedule', resource: 'broadcasts', subject: id, after: { sendAtMs: null, localMinute: null } },
  ]);
  expect(await verifyAudit(db)).toMatchObject({ kind: 'intact' });
});

test('who blocks the bot is in no segment until they come back', async () => {
  const bia = await newcomer('Bia', 'pt-br');
  const before = await countAudience(db, {});
  people.block(bia);
  await expect.poll(() => countAudience(db, {})).toBe(before - 1);
  people.unblock(bia);
  await expect.poll(() => countAudience(db, {})).toBe(before);
  expect(people.chat(bia).messages.filter(({ from }) => from === 'bot')).toHaveLength(1);
});

test.each([
  ['a missing language', '[pt]\nOlá\n', 'There is no text in "en".'],
  ['no language', 'Olá\n', 'it does not begin with a language'],
  ['a language twice', '[pt]\na\n[pt]\nb\n', '"[pt]" stands there twice'],
])('a file with %s makes no draft, and says what is wrong', async (_what, text, told) => {
  await writeFile(file, text);
  const { exitCode, stderr } = await operator('create', '--file', file, '--title', 'x');
  expect(exitCode).toBe(2);
  expect(stderr).toContain(told);
});

test.each([
  [['send', '1', '--local', '25:00'], '"25:00" is no time of day'],
  [['send', '1', '--at', 'soon'], '"soon" is no moment'],
  [['report', 'x'], '"x" is no number'],
  [['abort', '99999'], 'There is no broadcast 99999'],
  [['create', '--file', '/nowhere/news.txt', '--title', 'x'], 'cannot be read'],
  [['create', '--file', 'news.txt', '--title', 'x', '--linked', '--not-linked'], 'linked and not linked'],
])('"broadcast %s" is refused in plain words', async (words, told) => {
  const { exitCode, stderr } = await operator(...words);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(told);
});

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
});
