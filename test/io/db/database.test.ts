import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '#io/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await createTestDatabase();
});
afterAll(() => fresh.drop());

test('a bigint comes back as a number', async () => {
  const telegramId = 7_999_999_999;
  await fresh.database
    .insertInto('person')
    .values({ telegram_id: telegramId, first_name: 'Ana', time_zone: 'UTC' })
    .execute();
  const rows = await fresh.database.selectFrom('person').select('telegram_id').execute();
  expect(rows).toEqual([{ telegram_id: telegramId }]);
});

test('a statement that never ends is ended by the server', async () => {
  const impatient = openDatabase({ url: fresh.url, poolSize: 1, statementTimeoutMs: 50 });
  await expect(sql`select pg_sleep(60)`.execute(impatient)).rejects.toMatchObject({ code: '57014' });
  await closeDatabase(impatient);
});

test('a connection that the server cut is replaced', async () => {
  const database = openDatabase({ url: fresh.url, poolSize: 1, applicationName: 'to-be-cut' });
  await sql`select 1`.execute(database);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to-be-cut'`.execute(
    fresh.database,
  );
  await expect
    .poll(() =>
      sql<{ one: number }>`select 1 as one`.execute(database).then(
        (r) => r.rows[0]?.one,
        () => null,
      ),
    )
    .toBe(1);
  await closeDatabase(database);
});
