import { afterAll, expect, test } from 'vitest';
import { DAY_MS } from '#engine/index.ts';
import { pausePerson } from '#io/db/care.ts';
import { grantPlan } from '#io/db/grants.ts';
import { findPlan } from '#io/db/plans.ts';
import { answersTo, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { everyKey } from '#test/support/every-key.ts';
import { everyRow } from '#test/support/every-row.ts';
import { openHouse, pressWhenThere, settle } from '#test/support/house.ts';
import { unzip } from '#test/support/unzip.ts';

const house = await openHouse({ env: { LOG_LEVEL: 'trace' } });
const { people } = house.telegram;
const db = house.database;
afterAll(() => house.close());

async function say(person: number, text: string): Promise<string> {
  return (await answersTo(house, person, people.send(person, text))).map((one) => one.text).join('\n');
}

/** One who has used everything that leaves something behind. */
async function liveThere(name: string): Promise<number> {
  const person = await settle(house, { name });
  const asked = ['/catalog EURUSD-OTC m1 minority g2 40', '/top', '/favourites EURUSD-OTC', '/daily on 9:30', '/plan'];
  for (const text of [...asked, '/limit 30', '/presets', '/invite']) await say(person, text);
  await pressWhenThere(house, person, /Salvar preset/);
  await untilQuiet(house);
  people.inlineQuery(person, 'eurusd');
  await untilQuiet(house);
  return person;
}

async function exportOf(person: number): Promise<{ token: string; files: Map<string, string> }> {
  const asked = people.send(person, '/export');
  const url = await people.waitFor(
    person,
    (chat) =>
      chat.messages
        .filter(({ id }) => id > asked)
        .flatMap(({ keyboard }) => keyboard.flat())
        .find((button) => button.url?.includes('/export#'))?.url,
    60_000,
  );
  const token = url.split('#')[1] ?? '';
  expect(await post('/export/look', token)).toMatchObject({ kind: 'open', language: 'pt' });
  const { url: file } = await post('/export/spend', token);
  const answer = await fetch(`${house.webUrl}${file}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  return { token, files: unzip(Buffer.from(await answer.arrayBuffer())) };
}

async function post(path: string, token: string) {
  const answer = await fetch(`${house.webUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.webUrl },
    body: JSON.stringify({ token }),
  });
  return (await answer.json()) as { kind: string; url?: string; text?: string };
}

/** Where this text stands, by table; and by key, where the queue and the limits lie in Redis. */
async function placesOf(text: string): Promise<string[]> {
  const { redis } = house.backing;
  const all = [await everyRow(db), redis === null ? '' : await everyKey(redis.url)].join('\n');
  const rows = all.split('\n').filter((row) => row.includes(text));
  return [
    ...new Set(
      rows.map((row) =>
        row
          .split(' ')[0]!
          .replace(/^public\./, '')
          .replace(/\.\w+$/, ''),
      ),
    ),
  ].sort();
}

test('people get all that is kept of them, as JSON and as CSV, and nobody else’s', async () => {
  const [ana, bia] = [await liveThere('Ana'), await liveThere('Bia')];
  const { token, files } = await exportOf(ana);
  const rows = (table: string) => JSON.parse(files.get(`${table}.json`) ?? 'null') as Record<string, unknown>[];
  expect(rows('person')).toMatchObject([{ telegram_id: ana, first_name: 'Ana', language: 'pt' }]);
  expect(rows('request').length).toBeGreaterThanOrEqual(2);
  expect(rows('favourite')).toMatchObject([{ ticker: 'EURUSD-OTC' }]);
  expect(rows('daily')).toMatchObject([{ minute_of_day: 570, is_on: true }]);
  expect(rows('care')).toMatchObject([{ most: 30 }]);
  expect(rows('consent')).toMatchObject([{ version: 2, language: 'pt' }]);
  expect(rows('outbox').length).toBeGreaterThan(5);
  expect(rows('telegram_update').length).toBeGreaterThan(5);
  expect(files.get('person.csv')).toMatch(/^\ufefftelegram_id;first_name;/);
  expect(files.get('request.csv')?.split('\r\n').length).toBe(rows('request').length + 2);

  const all = [...files.values()].join('\n');
  expect(all).not.toContain(String(bia));
  expect(all).not.toContain('Bia');
  // No secret of ours, sealed or not.
  expect(all).not.toMatch(/v1\.[dk][0-9a-f]+\./);
  expect(files.get('broker_link.json')).toContain('display_name');
  expect(files.get('broker_link.json')).not.toContain('sealed');

  expect(await post('/export/look', token)).toMatchObject({ kind: 'used' });
  expect(await post('/export/spend', token)).toMatchObject({ kind: 'used', text: expect.stringContaining('/export') });
  expect(await post('/export/spend', 'A'.repeat(43))).toMatchObject({ kind: 'gone' });
  expect((await fetch(`${house.webUrl}/export/file/${'A'.repeat(43)}`)).status).toBe(410);
});

test('a link to one’s data is gone after its time, and so is the file', async () => {
  const caio = await settle(house, { name: 'Caio' });
  const { token } = await exportOf(caio);
  await db
    .updateTable('export_file')
    .set({ expires_at: new Date(0), used_at: null, ticket_until: new Date(0) })
    .execute();
  expect(await post('/export/look', token)).toMatchObject({ kind: 'gone' });
  expect(await post('/export/spend', token)).toMatchObject({ kind: 'gone' });
});

test('whoever asks to be forgotten is: no table, no job and no line of the log knows them', async () => {
  const eva = await liveThere('Evangelina');
  const email = `p${eva}@trader.test`;
  await exportOf(eva);
  expect((await placesOf(String(eva))).length).toBeGreaterThan(10);
  const { sealed_token: sealed } = await db
    .selectFrom('broker_link')
    .select('sealed_token')
    .where('telegram_id', '=', eva)
    .executeTakeFirstOrThrow();
  expect(await say(eva, '/delete')).toContain('Não dá para desfazer');
  expect((await placesOf(String(eva))).length).toBeGreaterThan(10);

  const logouts = house.broker.log.count('logout');
  await pressWhenThere(house, eva, /Sim, apagar tudo/);
  await people.waitFor(eva, (chat) => chat.messages.some(({ text }) => text.includes('Esta é a última mensagem')));
  // At once: the session is over, and what was sealed has no key.
  await expect.poll(() => house.broker.log.count('logout')).toBe(logouts + 1);
  await expect.poll(() => placesOf(String(eva)), { timeout: 25_000 }).toEqual([]);
  expect(await placesOf('Evangelina')).toEqual([]);
  expect(await placesOf(email)).toEqual([]);
  expect(await placesOf(sealed)).toEqual([]);
  expect(await placesOf(sealed.split('.')[1]!)).toEqual([]);
  const request = await db.selectFrom('privacy_request').selectAll().where('kind', '=', 'erasure').execute();
  for (const one of request)
    expect(one).toMatchObject({ telegram_id: null, asked_by: 'person', done_at: expect.any(Date) });
  expect(request.length).toBeGreaterThan(0);
  const lines = house.output.join('');
  expect(lines).toContain('somebody was forgotten');
  expect(lines).not.toContain(String(eva));
  expect(lines).not.toContain(email);
});

test('the law’s records stay and are all that stays; a break holds for who comes back', async () => {
  const gil = await settle(house, { name: 'Gilberto' });
  const plan = (await findPlan(db, { code: 'premium' }))!;
  await grantPlan(db, {
    ...{ telegramId: gil, kind: 'grant', id: `g${gil}`, plan, days: 3, reason: 'test', madeBy: 'test' },
    nowMs: Date.now(),
  });
  await pausePerson(db, { telegramId: gil, untilMs: Date.now() + 5 * DAY_MS });
  expect(await say(gil, '/delete')).toContain('registro do que foi pago');
  await pressWhenThere(house, gil, /Sim, apagar tudo/);
  await expect.poll(() => placesOf(String(gil)), { timeout: 25_000 }).toEqual(['money_ledger']);
  expect(await placesOf('Gilberto')).toEqual([]);

  people.send(gil, '/start');
  await pressWhenThere(house, gil, /18\+/);
  await untilQuiet(house);
  expect(await say(gil, '/top')).toContain('Você pediu uma pausa até');
});

test('every call was one that Telegram accepts', () => {
  expect(wrongCalls(house)).toEqual([]);
});
