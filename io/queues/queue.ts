import { ErrorCode, getNextMillis, type JobSchedulerJson } from 'bullmq';
import { AppError, type EpochMs } from '#engine/index.ts';
import { JOBS, type JobName, type RoutineName } from './jobs.ts';
import { priorityOf } from './priority.ts';
import type { QueueStore } from './store.ts';

/** Longest that adding keeps its caller waiting: what is missing here is put back from its row (jobs/rehydrate). */
const PATIENCE_MS = 2_000;
/** A routine this late was lost. */
const OVERDUE_MS = 60_000;

export interface WorkQueue {
  /**
   * Adds a job. Adding it again while it lives does nothing: its id is made of what it is about. The earliest turn goes
   * first; a job without one goes before all.
   *
   * Errors: QUEUE_UNAVAILABLE within two seconds; the job may be there all the same.
   */
  add(name: JobName, subject: string, turn?: { readonly turnMs: EpochMs }): Promise<void>;
  /** Puts a job that waits in front of all with a turn. */
  putInFront(name: JobName, subject: string): Promise<void>;
  /** Jobs that could be worked on now. */
  countWaiting(): Promise<number>;
  /**
   * Sees to it that exactly these routines are started by the clock; whoever calls it last decides.
   * A clock that is right already is not touched, so it may be called again and again.
   */
  keepTime(routines: Readonly<Record<RoutineName, { readonly pattern: string }>>): Promise<void>;
  close(): Promise<void>;
}

export function openQueue(store: QueueStore): WorkQueue {
  const queue = store.openQueue();
  queue.on('error', () => undefined);
  return {
    async add(name, subject, turn) {
      if (!store.isThere()) throw unavailable();
      const adding = queue.add(
        name,
        { subject },
        {
          jobId: idOf(name, subject),
          ...(turn === undefined ? {} : { priority: priorityOf(turn.turnMs) }),
          attempts: JOBS[name].attempts,
          backoff: { type: 'exponential', delay: 1_000 },
          // The request's row is the truth; a finished job that stayed would block its id.
          removeOnComplete: true,
          removeOnFail: true,
        },
      );
      await inTime(adding);
    },
    async putInFront(name, subject) {
      const moving = queue.getJob(idOf(name, subject)).then((job) => job?.changePriority({ priority: 1 }));
      await inTime(moving);
    },
    async countWaiting() {
      if (!store.isThere()) throw unavailable();
      return inTime(queue.getJobCountByTypes('waiting', 'prioritized'));
    },
    async keepTime(routines) {
      const kept = new Map((await queue.getJobSchedulers()).map((clock) => [clock.key, clock]));
      for (const [name, { pattern }] of Object.entries(routines)) {
        if (isRight(kept.get(name), pattern)) continue;
        const opts = { attempts: 1, removeOnComplete: true, removeOnFail: true };
        await untilAlone(() =>
          queue.upsertJobScheduler(name, { pattern, tz: 'UTC' }, { name, data: { subject: '' }, opts }),
        );
      }
      for (const name of kept.keys()) {
        if (!Object.hasOwn(routines, name)) await queue.removeJobScheduler(name);
      }
    },
    close: () => queue.close(),
  };
}

function idOf(name: JobName, subject: string): string {
  return `${name}-${subject}`;
}

/** A clock that will strike in time is left alone: setting it in the moment it strikes would skip that time. */
function isRight(clock: JobSchedulerJson | undefined, pattern: string): boolean {
  const nowMs = Date.now();
  const dueMs = getNextMillis(nowMs, { pattern, tz: 'UTC' }) ?? 0;
  const nextMs = clock?.next ?? 0;
  return clock?.pattern === pattern && nextMs > nowMs - OVERDUE_MS && nextMs <= dueMs;
}

function inTime<Result>(work: Promise<Result>): Promise<Result> {
  return new Promise((done, fail) => {
    const late = setTimeout(() => fail(unavailable()), PATIENCE_MS);
    work.then(done, fail).finally(() => clearTimeout(late));
  });
}

function unavailable(): AppError {
  return new AppError('QUEUE_UNAVAILABLE', {
    message: 'The queue does not answer.',
    remedy: 'See whether Redis (REDIS_URL), or without it PostgreSQL, runs and can be reached.',
  });
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
