import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { guardBoot } from '#io/boot-guards.ts';
import { saveLink } from '#io/db/links.ts';
import { meetPerson } from '#io/db/people.ts';
import { createSeal } from '#io/seal.ts';
import { createTestDatabase } from '#test/support/database.ts';

const seal = createSeal(randomBytes(32));
const config = { environment: 'test' } as const;

test('lets a database through that is as it must be', async () => {
  await using house = await createTestDatabase();
  await expect(guardBoot({ db: house.database, seal, config })).resolves.toBeUndefined();
});

test('refuses a database without our tables and says how to make them', async () => {
  await using house = await createTestDatabase({ migrated: false });
  await expect(guardBoot({ db: house.database, seal, config })).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    remedy: expect.stringContaining('npx catalogador migrate'),
  });
});

test('refuses a database of a newer version', async () => {
  await using house = await createTestDatabase();
  await sql`insert into kysely_migration (name, timestamp) values ('9999-later', 'x')`.execute(house.database);
  await expect(guardBoot({ db: house.database, seal, config })).rejects.toThrow('9999-later');
});

test('refuses a key that does not open what is stored', async () => {
  await using house = await createTestDatabase();
  const db = house.database;
  await meetPerson(db, { telegramId: 7, firstName: 'Ana', language: 'pt' });
  await saveLink(db, { telegramId: 7, brokerUserId: '1', displayName: 'A', sessionToken: 't', nowMs: 1, seal });
  await expect(guardBoot({ db, seal, config })).resolves.toBeUndefined();
  await expect(guardBoot({ db, seal: createSeal(randomBytes(32)), config })).rejects.toThrow('SEAL_KEY');
});

test('refuses a clock that is more than two seconds off, either way', async () => {
  await using house = await createTestDatabase();
  const off = (ms: number) => guardBoot({ db: house.database, seal, config, nowMs: () => Date.now() + ms });
  await expect(off(1_500)).resolves.toBeUndefined();
  await expect(off(3_600_000)).rejects.toThrow('clock');
  await expect(off(-3_600_000)).rejects.toThrow('clock');
});

test('in production refuses a PostgreSQL that forgets at a power cut', async () => {
  await using house = await createTestDatabase();
  const { rows } = await sql<{ fsync: string }>`select current_setting('fsync') as fsync`.execute(house.database);
  const guarded = guardBoot({ db: house.database, seal, config: { environment: 'production' } });
  if (rows[0]?.fsync === 'off') await expect(guarded).rejects.toThrow('fsync');
  else await expect(guarded).resolves.toBeUndefined();
});
