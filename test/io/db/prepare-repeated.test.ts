import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '#io/db/database.ts';
import { isStalePlan } from '#io/db/prepare-repeated.ts';
import { claimRows } from '#io/telegram/outbox-row.ts';
import { freshDatabase } from '#test/support/database.ts';

const { url } = await freshDatabase();
/** One connection, so that what it holds can be asked of it. */
const db = openDatabase({ url, poolSize: 1 });
afterAll(() => closeDatabase(db));

async function prepared(word: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_prepared_statements where statement like ${`%${word}%`}
      and statement not like '%pg_prepared_statements%'`.execute(db);
  return rows[0]!.count;
}

test('what is said again and again is prepared once, what is said once is not', async () => {
  const ask = (number: number) => sql<{ sum: number }>`select 1 as often, ${number}::int + 1 as sum`.execute(db);
  expect((await ask(1)).rows[0]?.sum).toBe(2);
  expect(await prepared('often')).toBe(0);
  for (let number = 2; number < 9; number += 1) expect((await ask(number)).rows[0]?.sum).toBe(number + 1);
  expect(await prepared('often')).toBe(1);
});

test('however many statements differ, the server keeps few of them', async () => {
  for (let shape = 0; shape < 400; shape += 1)
    for (let times = 0; times < 3; times += 1)
      await sql`select ${shape}::int as ${sql.ref(`many_${shape}`)}`.execute(db);
  expect(await prepared('many_')).toBeLessThanOrEqual(250);
});

test('a table that gets another column is no trouble twice', async () => {
  await sql`create table shape (id int)`.execute(db);
  const first = openDatabase({ url, poolSize: 1 });
  const ask = () => sql<{ id: number }>`select * from shape where id > ${0}`.execute(first);
  for (let times = 0; times < 4; times += 1) await ask();
  await sql`insert into shape values (7)`.execute(db);
  await sql`alter table shape add column more int default 5`.execute(db);
  const answers = [await ask().catch((error: unknown) => error), await ask()];
  expect(answers[1]).toMatchObject({ rows: [{ id: 7, more: 5 }] });
  // Past the limit of the test above nothing new is prepared, and then there is no first trouble either.
  if (answers[0] instanceof Error) expect(isStalePlan(answers[0])).toBe(true);
  await closeDatabase(first);
});

test('what takes from a queue is planned for what lies in it now', async () => {
  for (let times = 0; times < 5; times += 1) await claimRows(db, 16);
  expect(await prepared('skip locked')).toBe(0);
});
