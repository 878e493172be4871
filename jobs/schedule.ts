import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '#io/log.ts';
import { ROUTINES } from '#io/queues/jobs.ts';
import type { WorkQueue } from '#io/queues/queue.ts';

const LONGEST_WAIT_MS = 30_000;

/** Hands the routines to the queue's own clock, and does not give up while the queue cannot be reached. */
export function startSchedule({ queue, log }: { queue: WorkQueue; log: Log }): { close(): Promise<void> } {
  const ending = new AbortController();
  const done = keepTrying();
  return {
    async close() {
      ending.abort();
      await done;
    },
  };

  async function keepTrying(): Promise<void> {
    for (let attempt = 0; !ending.signal.aborted; attempt += 1) {
      try {
        return await queue.keepTime(ROUTINES);
      } catch (error) {
        log.warn({ err: error }, 'the clock is not set yet');
        const waitMs = Math.min(LONGEST_WAIT_MS, 500 * 2 ** attempt);
        await wait(waitMs, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
  }
}
