import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#io/db/database.ts';
import { saveLink } from '#io/db/links.ts';
import { migrateToLatest, readMigrations } from '#io/db/migrator.ts';
import { QUEUE_SCHEMA } from '#io/queues/jobs.ts';
import { createSeal } from '#io/seal.ts';
import { putCall } from '#io/telegram/outbox.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { meetPerson } from '#test/support/meet-person.ts';

test('an empty database gets every table, ours and the queue’s', async () => {
  await using fresh = await createTestDatabase({ migrated: false });
  const names = await migrateToLatest(fresh.database);
  expect(names.slice(0, 2)).toEqual(['0001-people-and-messages', '0002-market']);
  expect(await fresh.database.selectFrom('person').selectAll().execute()).toEqual([]);
  const { rows } = await sql`select from pg_tables where schemaname = ${QUEUE_SCHEMA}`.execute(fresh.database);
  expect(rows.length).toBeGreaterThan(3);
});

test('a second call does nothing', async () => {
  await using fresh = await createTestDatabase();
  expect(await migrateToLatest(fresh.database)).toEqual([]);
});

test('four processes at once migrate once', async () => {
  await using fresh = await createTestDatabase({ migrated: false });
  const others = Array.from({ length: 4 }, () => openDatabase({ url: fresh.url, poolSize: 1 }));
  const ran = await Promise.all(others.map((database) => migrateToLatest(database)));
  await Promise.all(others.map(closeDatabase));
  expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
});

test('migrations can be taken back and made again, with somebody’s rows in the tables', async () => {
  await using fresh = await createTestDatabase();
  const { database: db } = fresh;
  await meetPerson(db, { telegramId: 7, firstName: 'Ana', language: 'pt' });
  const link = { telegramId: 7, brokerUserId: '1', displayName: 'Ana', sessionToken: 'ssid', nowMs: Date.now() };
  await saveLink(db, { ...link, seal: createSeal(Buffer.alloc(32)) });
  await putCall(db, { key: 'one', chatId: 7, method: 'sendMessage', payload: {} });
  const shape = await shapeOf(db);
  // Down to where keys are laid aside: what came before stands on a table that is never dropped again.
  const late = Object.entries(await readMigrations()).filter(([name]) => name >= '0028');
  const bare = db as unknown as Kysely<unknown>;
  for (const [, { down }] of late.toReversed()) await down?.(bare);
  expect(await shapeOf(db)).not.toEqual(shape);
  for (const [, { up }] of late) await up(bare);
  expect(await shapeOf(db)).toEqual(shape);
  expect(await db.selectFrom('data_key').select('telegram_id').execute()).toEqual([{ telegram_id: 7 }]);
});

/** Our tables with their columns. */
async function shapeOf(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as name
    from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely_%' order by 1`.execute(db);
  return rows.map(({ name }) => name);
}
