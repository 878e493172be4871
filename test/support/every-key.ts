import { Redis } from 'ioredis';

/** Every key of a Redis with what lies under it, as text: one line a key. */
export async function everyKey(url: string): Promise<string> {
  const redis = new Redis(url);
  try {
    const lines: string[] = [];
    for (const key of await redis.keys('*')) lines.push(`${key} ${JSON.stringify(await read(redis, key))}`);
    return lines.join('\n');
  } finally {
    redis.disconnect();
  }
}

async function read(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      return null;
  }
}
