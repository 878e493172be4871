import type { Database } from '../db/database.ts';
import { openRedis } from '../redis.ts';
import type { Limits } from './limits.ts';
import { createMemoryLimits } from './memory-limits.ts';
import { createPostgresLimits } from './postgres-limits.ts';
import { createRedisLimits } from './redis-limits.ts';

export interface OpenLimits {
  /** Hold for all processes. On PostgreSQL they are part of the transaction they are given. */
  shared(db: Database): Limits;
  /** Of what costs so little that its limit must cost nothing: of this process alone unless there is a Redis. */
  readonly cheap: Limits;
  close(): Promise<void>;
}

/** On Redis where there is one, else on PostgreSQL and in memory. */
export function openLimits({ redis }: { redis: { readonly url: string } | null }): OpenLimits {
  const inMemory = createMemoryLimits();
  if (redis === null) return { shared: (db) => createPostgresLimits(db), cheap: inMemory, close: async () => {} };
  const connection = openRedis({ url: redis.url, name: 'limits' });
  const onRedis = createRedisLimits(connection, { otherwise: inMemory });
  return { shared: () => onRedis, cheap: onRedis, close: async () => connection.disconnect() };
}
