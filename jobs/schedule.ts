import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '#io/log.ts';
import { ROUTINES } from '#io/queues/jobs.ts';
import type { WorkQueue } from '#io/queues/queue.ts';

/** A queue that was emptied has its clock back by then. */
const EVERY_MS = 20_000;
const FIRST_WAIT_MS = 500;

/**
 * Hands the routines to the queue's own clock and looks again and again whether it still has them. It does not give
 * up while the queue cannot be reached.
 */
export function startSchedule({ queue, log }: { queue: WorkQueue; log: Log }): { close(): void } {
  const ending = new AbortController();
  void keepLooking();
  // What it is waiting for may be a queue that does not answer: nobody waits for that.
  return { close: () => ending.abort() };

  async function keepLooking(): Promise<void> {
    for (let failures = 0; !ending.signal.aborted; ) {
      try {
        await queue.keepTime(ROUTINES);
        failures = 0;
      } catch (error) {
        if (ending.signal.aborted) return;
        failures += 1;
        log.warn({ err: error }, 'the clock is not set yet');
      }
      const waitMs = failures === 0 ? EVERY_MS : Math.min(EVERY_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
      await wait(waitMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  }
}
