import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMemoryLimits } from '#io/limits/memory-limits.ts';
import { createPostgresLimits } from '#io/limits/postgres-limits.ts';
import { createRedisLimits } from '#io/limits/redis-limits.ts';
import { openRedis, type Redis } from '#io/redis.ts';
import { freshDatabase } from '#test/support/database.ts';
import { limitsContract } from '#test/support/limits-contract.ts';
import { startRedis, type TestRedis, withoutRedis } from '#test/support/redis.ts';

const { database, openAnother } = await freshDatabase();
const RATE = { intervalMs: 60_000, burst: 1 };
const isAway = () => Promise.reject(new Error('Redis did not answer.'));
const NOBODY = { take: isAway, spend: isAway };

describe('in memory', () => limitsContract(createMemoryLimits));

describe('on PostgreSQL', () => {
  limitsContract((clock) => createPostgresLimits(database, clock));

  test('by the server’s clock, for every process on it', async () => {
    expect(await createPostgresLimits(database).take('shared', RATE)).toEqual({ ok: true });
    const second = await createPostgresLimits(openAnother()).take('shared', RATE);
    expect(second.ok ? 0 : second.retryAfterMs).toBeGreaterThan(30_000);
  });

  test('a turn taken in a transaction that came to nothing was not taken', async () => {
    const broken = database.transaction().execute(async (tx) => {
      expect((await createPostgresLimits(tx).take('broken', RATE)).ok).toBe(true);
      throw new Error('came to nothing');
    });
    await expect(broken).rejects.toThrow('came to nothing');
    expect((await createPostgresLimits(database).take('broken', RATE)).ok).toBe(true);
  });
});

describe.skipIf(withoutRedis('limits on Redis'))('on Redis', () => {
  let server: TestRedis;
  let redis: Redis;
  beforeAll(async () => {
    server = await startRedis();
    redis = openRedis({ url: server.url, name: 'limits' });
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });
  limitsContract((clock) => createRedisLimits(redis, { otherwise: NOBODY, ...clock }));

  test('by the server’s clock, for every process on it', async () => {
    expect(await createRedisLimits(redis, { otherwise: NOBODY }).take('shared', RATE)).toEqual({ ok: true });
    const another = openRedis({ url: server.url, name: 'another' });
    const second = await createRedisLimits(another, { otherwise: NOBODY }).take('shared', RATE);
    another.disconnect();
    expect(second.ok ? 0 : second.retryAfterMs).toBeGreaterThan(30_000);
  });

  test('what it keeps goes by itself', async () => {
    await createRedisLimits(redis, { otherwise: NOBODY }).take('short', { intervalMs: 50, burst: 1 });
    await expect.poll(() => redis.exists('limit:short')).toBe(0);
  });

  test('while it is away those of the process hold', async () => {
    const limits = createRedisLimits(redis, { otherwise: createMemoryLimits() });
    await server.kill();
    expect((await limits.take('away', RATE)).ok).toBe(true);
    expect((await limits.take('away', RATE)).ok).toBe(false);
    await server.start();
    await expect.poll(async () => (await limits.take('away', RATE)).ok, { timeout: 10_000 }).toBe(true);
  });
});
