import { DelayedError } from 'bullmq';
import { AppError } from '#engine/index.ts';
import { JOBS, type JobName } from '#io/queues/jobs.ts';
import type { WorkQueue } from '#io/queues/queue.ts';
import type { Handler } from '#io/queues/worker.ts';
import type { Chaos } from './chaos.ts';
import type { Life } from './life.ts';
import type { Timeline } from './timeline.ts';

/** As in io/queues/worker.ts. */
const LOCK_MS = 5_000;
const LOOK_EVERY_MS = 2_500;
const MOST_STALLS = 5;
const BACK_OFF_MS = 1_000;

interface Job {
  readonly id: string;
  readonly name: JobName;
  readonly subject: string;
  readonly turnMs: number;
  readonly number: number;
  state: 'waiting' | 'delayed' | 'active';
  attemptsMade: number;
  stalls: number;
  /** The run that counts; earlier ones were given up, whether or not they go on. */
  run: { readonly life: Life; readonly number: number } | null;
}

interface Worker {
  readonly life: Life;
  readonly handle: Handler;
  readonly concurrency: number;
  busy: number;
}

/** A queue with the promises of BullMQ and no others: each job at least once, now and then by two workers at a time. */
export function simulateQueue({ timeline, chaos, random }: { timeline: Timeline; chaos: Chaos; random: () => number }) {
  let jobs = new Map<string, Job>();
  const workers = new Set<Worker>();
  let number = 0;
  lookForStalled();

  /** The door of one process. */
  function queueOf(life: Life): WorkQueue {
    return {
      add: (name, subject, turn) =>
        new Promise((resolve, reject) => {
          const fail = () => reject(new AppError('QUEUE_UNAVAILABLE', { message: 'The queue does not answer.' }));
          timeline.after(0.5 + random() * 3, `${life.name} queues ${name} ${subject}`, () => {
            if (life.isDead) return;
            if (chaos.strikes('queue-refuses')) return void life.after(2_000, 'the queue is away', fail);
            put(name, subject, turn?.turnMs ?? 0);
            if (chaos.strikes('queue-silent')) return void life.after(2_000, 'no word of the queue', fail);
            life.after(0.5, 'queued', () => resolve());
          });
        }),
      putInFront: async () => undefined,
      countWaiting: async () => [...jobs.values()].filter(({ state }) => state === 'waiting').length,
      keepTime: async () => undefined,
      close: async () => undefined,
    };
  }

  function put(name: JobName, subject: string, turnMs: number): void {
    const id = `${name}-${subject}`;
    if (jobs.has(id)) return;
    const fresh = { state: 'waiting', attemptsMade: 0, stalls: 0, run: null } as const;
    jobs.set(id, { id, name, subject, turnMs, number: number++, ...fresh });
    hand();
  }

  /** Has jobs brought to this process until it dies. */
  function serve(life: Life, handle: Handler, { concurrency }: { concurrency: number }): void {
    const worker = { life, handle, concurrency, busy: 0 };
    workers.add(worker);
    life.onDeath(() => void workers.delete(worker));
    hand();
  }

  function hand(): void {
    const ready = [...jobs.values()].filter(({ state }) => state === 'waiting');
    ready.sort((one, other) => one.turnMs - other.turnMs || one.number - other.number);
    for (const job of ready) {
      const free = [...workers].filter(
        ({ life, busy, concurrency }) => !life.isDead && life.frozenSinceMs === null && busy < concurrency,
      );
      const worker = free[Math.floor(random() * free.length)];
      if (worker === undefined) return;
      start(job, worker);
    }
  }

  function start(job: Job, worker: Worker): void {
    const run = { life: worker.life, number: number++ };
    job.state = 'active';
    job.run = run;
    worker.busy += 1;
    const end = (settle: () => void) => {
      timeline.after(0.5 + random(), `${worker.life.name} ends ${job.id}`, () => {
        if (worker.life.isDead) return;
        worker.busy -= 1;
        // A run that was given up has nothing to say any more.
        if (jobs.get(job.id) === job && job.run === run) settle();
        hand();
      });
    };
    worker.life.after(0.5 + random() * 2, `takes ${job.id}`, () => {
      const card = {
        ...{ id: job.id, name: job.name, data: { subject: job.subject }, attemptsMade: job.attemptsMade },
        opts: { attempts: JOBS[job.name].attempts },
        moveToDelayed: async (atMs: number) => later(job, atMs - timeline.nowMs),
      };
      worker.handle(card as never, 'token').then(
        () => end(() => jobs.delete(job.id)),
        (error) => end(() => failed(job, error)),
      );
    });
  }

  function later(job: Job, ms: number): void {
    job.state = 'delayed';
    timeline.after(ms, `${job.id} is due`, () => {
      if (jobs.get(job.id) !== job || job.state !== 'delayed') return;
      job.state = 'waiting';
      hand();
    });
  }

  function failed(job: Job, error: unknown): void {
    if (error instanceof DelayedError) return;
    job.attemptsMade += 1;
    if (job.attemptsMade >= JOBS[job.name].attempts) jobs.delete(job.id);
    else later(job, BACK_OFF_MS * 2 ** (job.attemptsMade - 1));
  }

  /** Jobs whose worker is not heard of go to another; so do, now and then, some that are well. */
  function lookForStalled(): void {
    timeline.after(LOOK_EVERY_MS, 'the queue looks for stalled jobs', () => {
      lookForStalled();
      for (const job of [...jobs.values()]) {
        if (job.state !== 'active' || job.run === null) continue;
        const { life } = job.run;
        const isSilent = life.frozenSinceMs !== null && timeline.nowMs - life.frozenSinceMs > LOCK_MS;
        if (!life.isDead && !isSilent && !chaos.strikes('double-start')) continue;
        job.stalls += 1;
        job.run = null;
        job.state = 'waiting';
        if (job.stalls > MOST_STALLS) jobs.delete(job.id);
      }
      hand();
    });
  }

  return {
    queueOf,
    serve,
    has: (id: string) => jobs.has(id),
    /** As after FLUSHALL. */
    forget(): void {
      jobs = new Map();
    },
  };
}
