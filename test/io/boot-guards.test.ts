import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { guardBoot } from '#io/boot-guards.ts';
import { saveLink } from '#io/db/links.ts';
import { createSeal } from '#io/seal.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { startRedis, type TestRedis, withoutRedis } from '#test/support/redis.ts';

const seal = createSeal(randomBytes(32));
const config = { environment: 'test', redis: null } as const;

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
  // The one of this run does: test/support/global-setup.ts.
  const guarded = guardBoot({ db: house.database, seal, config: { ...config, environment: 'production' } });
  await expect(guarded).rejects.toThrow('fsync');
});

describe.skipIf(withoutRedis('boot guards of Redis'))('a Redis', () => {
  const guard = async (redis: TestRedis, nowMs = Date.now) => {
    await using house = await createTestDatabase();
    await guardBoot({ db: house.database, seal, config: { ...config, redis: { url: redis.url } }, nowMs });
  };

  test('that keeps what it is told passes', async () => {
    await using redis = await startRedis();
    await expect(guard(redis)).resolves.toBeUndefined();
  });

  test('that writes nothing down, or throws jobs away when it is full, is refused, each with its remedy', async () => {
    await using redis = await startRedis({ appendonly: 'no', 'maxmemory-policy': 'allkeys-lru' });
    await expect(guard(redis)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/appendonly off.*\n.*"allkeys-lru"/),
      remedy: expect.stringMatching(/appendonly yes.*\n.*noeviction/),
    });
    await redis.configure('appendonly', 'yes');
    await redis.configure('maxmemory-policy', 'noeviction');
    await expect(guard(redis)).resolves.toBeUndefined();
  });

  test('whose clock is more than two seconds off is refused', async () => {
    await using redis = await startRedis();
    await expect(guard(redis, () => Date.now() - 3_600_000)).rejects.toThrow(/that of Redis differ by 3[56]\d{5} ms/);
  });

  test('that wants another password is refused at once, without ours being told', async () => {
    await using redis = await startRedis();
    await redis.configure('requirepass', 'theirs');
    const wrong = { ...redis, url: redis.url.replace('//', '//:hunter2@') };
    const refused = await guard(wrong).catch((error) => error);
    expect(refused.message).toContain('WRONGPASS');
    expect(refused.remedy).toContain('REDIS_URL');
    expect(refused.message).not.toContain('hunter2');
  });

  test('that is not there is refused', async () => {
    await using redis = await startRedis();
    await redis.kill();
    await expect(guard(redis)).rejects.toThrow('ECONNREFUSED');
  });
});
