import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { erasePerson } from '#io/db/erase.ts';
import { ownTables } from '#io/db/own-rows.ts';
import { HOLDINGS, NOBODYS } from '#io/db/personal-data.ts';
import { freshDatabase } from '#test/support/database.ts';

const { database: db } = await freshDatabase();

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`.execute(db);
  return rows.map(({ name }) => name);
}

test('every table is known: either what it holds of people, or that it holds nothing', async () => {
  const held = new Set(HOLDINGS.map(({ table }) => table));
  expect((await tables()).filter((name) => !held.has(name) && !NOBODYS.includes(name))).toEqual([]);
  expect(NOBODYS.filter((name) => held.has(name))).toEqual([]);
});

test('no table that is said to be nobody’s has a column for somebody', async () => {
  const { rows } = await sql<{ place: string }>`
    select table_name || '.' || column_name as place from information_schema.columns
    where table_schema = 'public' and table_name = any(${NOBODYS})
      and column_name ~ '(telegram|person|chat|payer|receiver|invited|referrer|user)_id$'`.execute(db);
  expect(rows.map(({ place }) => place).filter((place) => !place.startsWith('asset.'))).toEqual([]);
});

test('every condition can be asked, for a person of whom nothing is kept', async () => {
  await db.transaction().execute(async (tx) => {
    for await (const { rows } of ownTables(tx, 1)) for await (const some of rows()) expect(some).toEqual([]);
  });
  expect(await erasePerson(db, 1)).toEqual({});
});

test('no column with a secret is given away', async () => {
  const given: string[] = [];
  await db.transaction().execute(async (tx) => {
    for await (const { table, columns } of ownTables(tx, 1)) given.push(...columns.map((one) => `${table}.${one}`));
  });
  expect(given.filter((place) => /sealed|token|hash|wrapped|password|secret|_key/.test(place))).toEqual([]);
  expect(given).toContain('person.first_name');
});
