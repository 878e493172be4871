import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#io/db/database.ts';
import { openReplica } from '#io/db/replica.ts';
import { createLog } from '#io/log.ts';
import { createTestDatabase, freshDatabase } from '#test/support/database.ts';

const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
const { database: primary, url: primaryUrl } = await freshDatabase();
const copy = await createTestDatabase({ migrated: false });
afterAll(copy.drop);
// The copy stands still: whoever reads it sees what was there before.
for (const [db, text] of [
  [primary, 'new'],
  [copy.database, 'old'],
] as const)
  beforeAll(async () => {
    await sql`create table told (text text)`.execute(db);
    await sql`insert into told values (${text})`.execute(db);
  });

const told = async (db: Database) => (await sql<{ text: string }>`select text from told`.execute(db)).rows[0]?.text;
const open = (url: string | null) => openReplica({ url, primary, applicationName: 'test', log });

test('what may be old is read from the copy', async () => {
  await using replica = open(copy.url);
  expect(await replica.reads(told)).toBe('old');
});

test('without a copy the primary is read', async () => {
  await using replica = open(null);
  expect(await replica.reads(told)).toBe('new');
});

test('a copy that is away is no trouble for who reads', async () => {
  const away = new URL(primaryUrl);
  away.port = '1';
  await using replica = open(away.href);
  expect(await replica.reads(told)).toBe('new');
});

test('a copy that lacks what the primary has is left alone for a while', async () => {
  await using replica = open(copy.url);
  expect(await replica.reads((db) => sql`select 1 from person`.execute(db).then(() => told(db)))).toBe('new');
  expect(await replica.reads(told)).toBe('new');
});

test('a question that is wrong fails as it would without a copy', async () => {
  await using replica = open(copy.url);
  await expect(replica.reads((db) => sql`select nothing`.execute(db))).rejects.toThrow('nothing');
});
