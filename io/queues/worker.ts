import { DelayedError, type Job, type Processor } from 'bullmq';
import type { JobData } from './jobs.ts';
import type { QueueStore, StoredWorker } from './store.ts';

/** How long a job may be without a sign of life before another worker takes it. */
const LOCK_MS = 5_000;
/** A place that lost its connection is idle for so long; BullMQ's own 15 s is longer than anybody should wait. */
const RETRY_MS = 1_000;
/** Longest that a worker without work takes to close. */
const GOODBYE_MS = 3_000;

export type Handler = (job: Job<JobData>, token?: string) => Promise<void>;

/** Ends this taking of a job without having done it: it comes back in a while, and its tries are as before. */
export async function putOff(
  job: Job<JobData>,
  { token, ms }: { token: string | undefined; ms: number },
): Promise<never> {
  await job.moveToDelayed(Date.now() + ms, token);
  throw new DelayedError();
}

export interface Worker extends Pick<StoredWorker, 'on'> {
  /** Takes no new job and waits for those under way, not for a queue that does not answer. */
  close(): Promise<void>;
}

export function openWorker(
  store: QueueStore,
  { handle, concurrency }: { handle: Handler; concurrency: number },
): Worker {
  const underWay = new Set<Promise<void>>();
  const work: Handler = (job, token) => {
    const task = handle(job, token);
    underWay.add(task);
    const isOver = () => underWay.delete(task);
    task.then(isOver, isOver);
    return task;
  };
  const worker = store.openWorker(work as Processor<JobData>, {
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: LOCK_MS / 2,
    // Two deploys during one long job must not end it (the default of 1 would).
    maxStalledCount: 5,
    runRetryDelay: RETRY_MS,
  });
  return {
    on: worker.on.bind(worker),
    async close() {
      const closed = worker.close();
      await Promise.allSettled(underWay);
      // BullMQ waits until it has told the queue that the jobs are done: for ever, when that is away.
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, GOODBYE_MS);
      await Promise.race([closed, late.promise]).finally(() => clearTimeout(timer));
    },
  };
}
