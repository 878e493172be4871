import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '#io/db/database.ts';
import { migrateToLatest } from '#io/db/migrator.ts';
import { QUEUE_SCHEMA } from '#io/queues/jobs.ts';
import { createTestDatabase } from '#test/support/database.ts';

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
