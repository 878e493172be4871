import { Worker } from 'node:worker_threads';
import type { Config } from './config/config.ts';
import type { Room } from './log.ts';

const BEAT_MS = 500;

/** What the thread is given. */
export interface WatchdogTask {
  /** Grows with every beat of the event loop. */
  readonly beats: Int32Array<SharedArrayBuffer>;
  readonly limitSeconds: number;
  readonly room: Room;
  readonly environment: Config['environment'];
}

/**
 * Ends this process when its event loop stands still for longer than `limitSeconds`; its keeper starts it again.
 *
 * A blocked loop cannot watch itself, so a thread beside it does. The thread counts its own ticks without a beat rather
 * than time: a process that was stopped as a whole and goes on is not blocked.
 */
export function startWatchdog(task: Omit<WatchdogTask, 'beats'>): { close(): Promise<void> } {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const beating = setInterval(() => Atomics.add(beats, 0, 1), BEAT_MS);
  beating.unref();
  const thread = new Worker(new URL('./watchdog-thread.ts', import.meta.url), {
    workerData: { ...task, beats } satisfies WatchdogTask,
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  thread.unref();
  return {
    async close() {
      clearInterval(beating);
      await thread.terminate();
    },
  };
}
