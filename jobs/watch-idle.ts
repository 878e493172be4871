import type { Log } from '#io/log.ts';
import type { WorkQueue } from '#io/queues/queue.ts';
import type { Handler } from '#io/queues/worker.ts';

/** How many looks a limit is divided into. */
const LOOKS = 6;

/**
 * Ends a worker that does nothing while jobs wait, which must be a fault of its own: its keeper starts it again.
 * A queue that cannot be asked proves nothing.
 */
export function watchIdle({
  queue,
  log,
  limitSeconds,
  end = () => process.exit(1),
}: {
  queue: Pick<WorkQueue, 'countWaiting'>;
  log: Log;
  limitSeconds: number;
  end?: () => void;
}): {
  /** The same work, seen by the watch. */
  seen(handle: Handler): Handler;
  close(): void;
} {
  let underWay = 0;
  let hasWorked = false;
  let idleLooks = 0;
  const timer = setInterval(look, (limitSeconds * 1_000) / LOOKS);

  async function look(): Promise<void> {
    const waiting = await queue.countWaiting().catch(() => 0);
    idleLooks = waiting > 0 && underWay === 0 && !hasWorked ? idleLooks + 1 : 0;
    hasWorked = false;
    if (idleLooks < LOOKS) return;
    log.fatal({ waiting, limitSeconds }, 'this worker takes no job although some wait; ended, to be started again');
    end();
  }

  return {
    seen: (handle) => async (job, token) => {
      underWay += 1;
      hasWorked = true;
      try {
        await handle(job, token);
      } finally {
        underWay -= 1;
      }
    },
    close: () => clearInterval(timer),
  };
}
