import { describe, expect, test } from 'vitest';
import { openPatientRedis, openRedis } from '#io/redis.ts';
import { startRedis, withoutRedis } from '#test/support/redis.ts';

describe.skipIf(withoutRedis('connections to Redis'))('a connection to Redis', () => {
  test('that wants its answer at once does not wait while Redis hangs, and goes on when it is back', async () => {
    await using server = await startRedis();
    using client = closable(openRedis({ url: server.url, name: 'test' }));
    await client.redis.set('a', '1');
    server.hang();
    await expect(client.redis.get('a')).rejects.toThrow('timed out');
    server.resume();
    await expect.poll(() => client.redis.get('a').catch(String)).toBe('1');
  });

  test('that wants its answer at once does not wait while Redis is away, and comes back by itself', async () => {
    await using server = await startRedis();
    using client = closable(openRedis({ url: server.url, name: 'test' }));
    await client.redis.set('a', '1');
    await server.kill();
    await expect(client.redis.get('a')).rejects.toThrow();
    await server.start();
    await expect.poll(() => client.redis.get('a').catch(String), { timeout: 5_000 }).toBe('1');
  });

  test('that is patient carries out what it was told while Redis was away', async () => {
    await using server = await startRedis();
    using client = closable(openPatientRedis({ url: server.url, name: 'test' }));
    await client.redis.set('a', '1');
    await server.kill();
    const answer = client.redis.incr('a');
    await server.start();
    expect(await answer).toBe(2);
  });
});

function closable(redis: ReturnType<typeof openRedis>) {
  return { redis, [Symbol.dispose]: () => redis.disconnect() };
}
