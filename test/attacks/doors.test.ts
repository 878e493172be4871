import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { answersTo, countRequests, pictureFor } from '#test/support/answers.ts';
import { openHouse, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people } = house.telegram;
afterAll(() => house.close());

test.each([
  ['a way out of a folder', '../../etc/passwd'],
  ['signs without width', 'EUR\u200bUSD\u200d-OTC\ufeff'],
  ['4 kB', 'EURUSD'.repeat(680)],
  ['names that every object has', '__proto__ constructor toString'],
  ['a piece of SQL', "EURUSD'; drop table person; --"],
])('A08: %s for an asset is answered in one line and asks nothing', async (_what, typed) => {
  const ana = await settle(house);
  const answers = await answersTo(house, ana, people.send(ana, `/catalog ${typed}`));
  expect(answers).toHaveLength(1);
  expect(answers[0]?.text.length).toBeLessThan(500);
  expect(answers[0]?.photo).toBeNull();
  expect(await countRequests(house, ana)).toBe(0);
});

test('A08: NUL in an asset is as if it were not there', async () => {
  const ana = await settle(house);
  const result = await pictureFor(house, ana, people.send(ana, '/catalog EUR\u0000USD-OTC\u0000 30'));
  expect(result.text).toMatch(/EURUSD \(OTC\)/);
});

test('A16: the way to another person’s page opens no account of theirs, and works once', async () => {
  const [ana, bia] = [await settle(house), await settle(house, { name: 'Bia' })];
  const token = await newPage(ana);
  for (const typed of [`/start ${token}`, `/start link_${token}`, `/link ${token}`]) {
    await answersTo(house, bia, people.send(bia, typed));
  }
  const links = house.database.selectFrom('broker_link').select(['telegram_id', 'broker_user_id']);
  const before = await links.where('telegram_id', '=', bia).execute();
  expect((await logIn(token)).status).toBe(200);
  expect((await logIn(token)).status).toBe(410);
  expect(await links.where('telegram_id', '=', bia).execute()).toEqual(before);
});

test('A25: a session moved into another person’s row opens for nobody; they are asked to link again, and it is told', async () => {
  const [ana, bia] = [await settle(house), await settle(house, { name: 'Bia' })];
  await sql`
    update broker_link set sealed_token = (select sealed_token from broker_link where telegram_id = ${ana})
    where telegram_id = ${bia}`.execute(house.database);
  const question = '/catalog NZDUSD-OTC m1 minority g1 33';
  const [answer, ...more] = await answersTo(house, bia, people.send(bia, question));
  expect(more).toEqual([]);
  expect(answer?.photo).toBeNull();
  expect(answer?.text).toMatch(/conect/i);
  expect(house.output.join('')).toMatch(/error jobs {2}a stored session does not open/);
  await pictureFor(house, ana, people.send(ana, question));
});

test('A51: with the database away every address says so in words, and nothing of it shows', async () => {
  const away = 'catalogador_away';
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(house.database);
  const name = rows[0]!.name;
  const token = randomBytes(32).toString('base64url');
  const addresses: readonly (readonly [string, string])[] = [
    ['GET', '/'],
    ['GET', '/link'],
    ['GET', '/healthz'],
    ['GET', '/readyz'],
    ['GET', `/link/oauth/callback?state=${token}&code=x`],
    ['GET', '/nowhere'],
    ['POST', '/link/open'],
    ['POST', '/link/login'],
    ['POST', '/link/code'],
    ['POST', '/link/code/resend'],
    ['POST', '/link/oauth'],
  ];
  await withoutDatabase(async () => {
    for (const [method, path] of addresses) {
      const answer = await fetch(`${house.webUrl}${path}`, {
        method,
        headers: { origin: house.webUrl, 'content-type': 'application/json' },
        ...(method === 'POST'
          ? { body: JSON.stringify({ token, identifier: 'a@b.test', password: 'x', code: '1' }) }
          : {}),
      });
      const text = `${await answer.text()} ${JSON.stringify([...answer.headers])}`;
      expect(text, path).not.toMatch(
        /select|insert|update |kysely|postgres|ECONN|node_modules|\.ts\b|at async|stack|127\.0\.0\.1:\d+\/|57P0/i,
      );
      for (const inside of [name, away, house.env.DATABASE_URL]) expect(text, path).not.toContain(inside);
    }
  });
});

/** Nobody gets a connection meanwhile. */
async function withoutDatabase(work: () => Promise<void>): Promise<void> {
  const allow = (connections: number) =>
    sql`alter database ${sql.ref(new URL(house.env.DATABASE_URL).pathname.slice(1))} connection limit ${sql.lit(connections)}`;
  await house.database.connection().execute(async (own) => {
    await allow(0).execute(own);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
      own,
    );
    await work().finally(() => allow(-1).execute(own));
  });
}

async function newPage(person: number): Promise<string> {
  const asked = people.send(person, '/unlink');
  await people.waitFor(person, (chat) => chat.messages.some((one) => one.from === 'bot' && one.id > asked));
  const again = people.send(person, '/link');
  const url = await people.waitFor(
    person,
    (chat) =>
      chat.messages
        .filter(({ id }) => id > again)
        .flatMap(({ keyboard }) => keyboard.flat())
        .find((button) => button.url?.includes('#'))?.url,
  );
  return url.split('#')[1] ?? '';
}

function logIn(token: string): Promise<Response> {
  return fetch(`${house.webUrl}/link/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.webUrl },
    body: JSON.stringify({ token, identifier: 'ana@trader.test', password: 'polarium' }),
  });
}
