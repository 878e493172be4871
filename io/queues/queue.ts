import { createPostgresBackend, type Job, type Processor, Queue, Worker, withBackend } from 'bullmq';
import pg from 'pg';
import { JOBS, type JobData, type JobName, WORK_QUEUE } from './jobs.ts';

const onPostgres = withBackend(createPostgresBackend);

/** How long a job may be without a sign of life before another worker takes it. */
const LOCK_MS = 5_000;

/** Connections of BullMQ: its tables live in a schema of their own. One pool a process. */
export function openQueuePool({ url, size }: { url: string; size: number }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    options: '-c search_path=bullmq',
    keepAlive: true,
    application_name: 'queue',
  });
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

export interface WorkQueue {
  /** Adds the job of a request. Adding it again while it lives does nothing (its id is the request's). */
  add(name: JobName, requestId: string): Promise<void>;
  close(): Promise<void>;
}

export function openQueue(pool: pg.Pool): WorkQueue {
  const queue = new onPostgres.Queue<JobData>(WORK_QUEUE, { connection: pool });
  queue.on('error', () => undefined);
  return {
    async add(name, requestId) {
      await queue.add(
        name,
        { requestId },
        {
          jobId: `${name}-${requestId}`,
          attempts: JOBS[name].attempts,
          backoff: { type: 'exponential', delay: 1_000 },
          // The request's row is the truth; a finished job that stayed would block its id.
          removeOnComplete: true,
          removeOnFail: true,
        },
      );
    },
    close: () => queue.close(),
  };
}

export type Handler = (job: Job<JobData>, token?: string) => Promise<void>;

export function openWorker(pool: pg.Pool, { handle, concurrency }: { handle: Handler; concurrency: number }): Worker {
  const worker = new onPostgres.Worker<JobData>(WORK_QUEUE, handle as Processor<JobData>, {
    connection: pool,
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: LOCK_MS / 2,
    // Two deploys during one long job must not end it (the default of 1 would).
    maxStalledCount: 5,
  });
  return worker as unknown as Worker;
}

export type { Queue };
