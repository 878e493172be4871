import { Router, type Router as RouterType } from 'express';
import { type EpochMs, MINUTE_MS } from '#engine/index.ts';
import type { QueueReader } from '#io/queues/reader.ts';
import { maySee } from './rights.ts';
import { visitOf } from './visit.ts';

/** A clock that should have struck so long ago does not go any more. */
const STOPPED_MS = 5 * MINUTE_MS;

/** One that does not answer for so long is away, whatever its connection says. */
const PATIENCE_MS = 3_000;

/** What the queue's own screen says, before the monitor is opened. */
export type QueueState =
  | {
      readonly kind: 'seen';
      readonly counts: Readonly<Record<'waiting' | 'active' | 'delayed' | 'failed', number>>;
      /** Jobs that the clock starts: when they start next; null: it does not go. */
      readonly clocks: readonly { readonly name: string; readonly nextAt: string | null }[];
      /** Whether somebody keeps its clock: otherwise nobody works on it, or it is not the one that is worked on. */
      readonly isKept: boolean;
    }
  | { readonly kind: 'away' };

/** The queue, for who may see it; read only. bull-board is loaded by whoever opens it first. */
export function createQueueScreen({ queue, nowMs }: { queue: QueueReader; nowMs: () => EpochMs }): RouterType {
  const router = Router();
  let board: Promise<RouterType> | undefined;

  router.use(['/queue', '/api/queue'], (request, response, next) => {
    if (!maySee(visitOf(response).session!.admin.role, 'queue')) return void response.sendStatus(403);
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.sendStatus(405);
    next();
  });

  router.get('/api/queue', async (_request, response) => {
    const away = new Promise<QueueState>((resolve) => setTimeout(resolve, PATIENCE_MS, { kind: 'away' }).unref());
    response.json(await Promise.race([stateOf(queue, nowMs()), away]));
  });

  router.use('/queue', async (request, response, next) => {
    const seen = await queue.look();
    if (seen === null) return void response.sendStatus(503);
    board ??= import('./queue-board.ts').then(({ createQueueBoard }) => createQueueBoard(seen));
    const router = await board;
    router(request, response, next);
  });
  return router;
}

async function stateOf(reader: QueueReader, nowMs: EpochMs): Promise<QueueState> {
  const queue = await reader.look();
  if (queue === null) return { kind: 'away' };
  const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
  const schedulers = await queue.getJobSchedulers();
  const clocks = schedulers.map(({ key, next }) => {
    const goes = typeof next === 'number' && next > nowMs - STOPPED_MS;
    return { name: key, nextAt: goes ? new Date(next).toISOString() : null };
  });
  const { waiting = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = counts;
  return {
    kind: 'seen',
    counts: { waiting: waiting + prioritized, active, delayed, failed },
    clocks,
    isKept: clocks.some(({ nextAt }) => nextAt !== null),
  };
}
