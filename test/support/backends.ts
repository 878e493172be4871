import { sql } from 'kysely';
import type { Database } from '#io/db/database.ts';
import type { StoreNeeds } from '#io/queues/store.ts';
import { createTestDatabase } from './database.ts';
import { startRedis, type TestRedis, withoutRedis } from './redis.ts';

export type Backing = Pick<StoreNeeds, 'database' | 'redis'>;

/** A database and, in the mode with Redis, a Redis of one's own. */
export interface TestBackend extends AsyncDisposable {
  readonly db: Database;
  readonly backing: Backing;
  /** null: the queue lies in PostgreSQL. */
  readonly redis: TestRedis | null;
  /** The queue forgets everything; our own tables stay. */
  emptyQueue(): Promise<void>;
}

/** Both modes, for describe.each: what holds in one holds in the other. */
export const backends = [
  { name: 'PostgreSQL', isMissing: false, open: () => open(null) },
  { name: 'Redis', isMissing: withoutRedis('everything on Redis'), open: async () => open(await startRedis()) },
];

async function open(redis: TestRedis | null): Promise<TestBackend> {
  const { url, database: db, drop } = await createTestDatabase();
  return {
    db,
    backing: { database: { url }, redis: redis && { url: redis.url } },
    redis,
    emptyQueue: () => emptyQueue({ db, redis }),
    async [Symbol.asyncDispose]() {
      await redis?.stop();
      await drop();
    },
  };
}

/** As if it had been wiped: what is not in our own tables is gone. */
export async function emptyQueue({ db, redis }: { db: Database; redis: TestRedis | null }): Promise<void> {
  if (redis === null) await sql`truncate bullmq.job, bullmq.scheduler, bullmq.meta cascade`.execute(db);
  else await redis.empty();
}
