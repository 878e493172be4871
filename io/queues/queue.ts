import {
  createPostgresBackend,
  ErrorCode,
  type Job,
  type PgPool,
  type Processor,
  type Worker,
  withBackend,
} from 'bullmq';
import type { Pool } from 'pg';
import { openPool } from '#io/db/database.ts';
import { QUEUE_SCHEMA } from '#io/db/migrator.ts';
import { JOBS, type JobData, type JobName, type RoutineName, WORK_QUEUE } from './jobs.ts';

const onPostgres = withBackend(createPostgresBackend);

/** How long a job may be without a sign of life before another worker takes it. */
const LOCK_MS = 5_000;

/** Connections of BullMQ: its tables live in a schema of their own. One pool a process. */
export function openQueuePool({ url, poolSize }: { url: string; poolSize: number }): Pool {
  return openPool({ url, poolSize, applicationName: 'queue', searchPath: QUEUE_SCHEMA });
}

export interface WorkQueue {
  /** Adds a job. Adding it again while it lives does nothing: its id is made of what it is about. */
  add(name: JobName, subject: string): Promise<void>;
  /** Sees to it that exactly these routines are started by the clock; whoever calls it last decides. */
  keepTime(routines: Readonly<Record<RoutineName, { readonly pattern: string }>>): Promise<void>;
  close(): Promise<void>;
}

export function openQueue(pool: Pool): WorkQueue {
  const queue = new onPostgres.Queue<JobData>(WORK_QUEUE, { connection: pool as unknown as PgPool });
  queue.on('error', () => undefined);
  return {
    async add(name, subject) {
      await queue.add(
        name,
        { subject },
        {
          jobId: `${name}-${subject}`,
          attempts: JOBS[name].attempts,
          backoff: { type: 'exponential', delay: 1_000 },
          // The request's row is the truth; a finished job that stayed would block its id.
          removeOnComplete: true,
          removeOnFail: true,
        },
      );
    },
    async keepTime(routines) {
      for (const [name, { pattern }] of Object.entries(routines)) {
        const opts = { attempts: 1, removeOnComplete: true, removeOnFail: true };
        await untilAlone(() =>
          queue.upsertJobScheduler(name, { pattern, tz: 'UTC' }, { name, data: { subject: '' }, opts }),
        );
      }
      for (const { key } of await queue.getJobSchedulers()) {
        if (!Object.hasOwn(routines, key)) await queue.removeJobScheduler(key);
      }
    },
    close: () => queue.close(),
  };
}

/** How often setting the clock is tried while others set it, or while it strikes. */
const CLOCK_TRIES = 20;

const DEADLOCK = '40P01';

/**
 * BullMQ reads a scheduler and writes its next job in several statements: where another process sets the same
 * clock in between, or its job starts, one of the two is refused, and its next try finds what the other wrote.
 */
async function untilAlone(setClock: () => Promise<unknown>): Promise<void> {
  for (let left = CLOCK_TRIES; ; left--) {
    try {
      await setClock();
      return;
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (left === 1 || (code !== ErrorCode.SchedulerJobIdCollision && code !== DEADLOCK)) throw error;
    }
  }
}

export type Handler = (job: Job<JobData>, token?: string) => Promise<void>;

export function openWorker(pool: Pool, { handle, concurrency }: { handle: Handler; concurrency: number }): Worker {
  const worker = new onPostgres.Worker<JobData>(WORK_QUEUE, handle as Processor<JobData>, {
    connection: pool as unknown as PgPool,
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: LOCK_MS / 2,
    // Two deploys during one long job must not end it (the default of 1 would).
    maxStalledCount: 5,
  });
  return worker as unknown as Worker;
}
