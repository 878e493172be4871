import {
  createPostgresBackend,
  createRedisBackend,
  type PgPool,
  type Processor,
  type Queue,
  withBackend,
} from 'bullmq';
import { openPool } from '../db/database.ts';
import { openPatientRedis } from '../redis.ts';
import { type JobData, QUEUE_SCHEMA, WORK_QUEUE } from './jobs.ts';

const onPostgres = withBackend(createPostgresBackend);
const onRedis = withBackend(createRedisBackend);

export interface StoreNeeds {
  readonly database: { readonly url: string };
  /** null: the queue lies in PostgreSQL, in a schema of its own. */
  readonly redis: { readonly url: string } | null;
  /** Connections to PostgreSQL at most, when it lies there. */
  readonly poolSize: number;
}

export interface WorkerOptions {
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
  readonly runRetryDelay: number;
}

/** The part of BullMQ's worker that we use, wherever its queue lies. */
export interface StoredWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { id?: string | undefined } | undefined, error: Error) => void): unknown;
  close(): Promise<void>;
}

/** Where the queue lies. One a process; close it after all that was opened on it. */
export interface QueueStore {
  /** Whether it can be reached, as far as we know without asking. */
  isThere(): boolean;
  openQueue(): Queue<JobData>;
  /** The same for who only reads: not even that it was opened is written. */
  openReader(): Queue<JobData>;
  openWorker(process: Processor<JobData>, options: WorkerOptions): StoredWorker;
  close(): Promise<void>;
}

export function openQueueStore({ database, redis, poolSize }: StoreNeeds): QueueStore {
  return redis === null ? inPostgres(database.url, poolSize) : inRedis(redis.url);
}

function inPostgres(url: string, poolSize: number): QueueStore {
  const pool = openPool({ url, poolSize, applicationName: 'queue', searchPath: QUEUE_SCHEMA });
  const connection = pool as unknown as PgPool;
  return {
    isThere: () => true,
    openQueue: () => new onPostgres.Queue<JobData>(WORK_QUEUE, { connection }) as unknown as Queue<JobData>,
    openReader: () =>
      new onPostgres.Queue<JobData>(WORK_QUEUE, { connection, skipMetasUpdate: true }) as unknown as Queue<JobData>,
    openWorker: (process, options) => new onPostgres.Worker<JobData>(WORK_QUEUE, process, { connection, ...options }),
    close: () => pool.end(),
  };
}

function inRedis(url: string): QueueStore {
  const redis = openPatientRedis({ url, name: 'queue' });
  return {
    // Commands that wait for Redis to come back would pile up here.
    isThere: () => redis.status === 'ready',
    openQueue: () => new onRedis.Queue<JobData>(WORK_QUEUE, { connection: redis }) as unknown as Queue<JobData>,
    openReader: () =>
      new onRedis.Queue<JobData>(WORK_QUEUE, { connection: redis, skipMetasUpdate: true }) as unknown as Queue<JobData>,
    openWorker: (process, options) =>
      new onRedis.Worker<JobData>(WORK_QUEUE, process, { connection: redis, ...options }),
    close: async () => redis.disconnect(),
  };
}
