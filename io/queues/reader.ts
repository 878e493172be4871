import type { Queue } from 'bullmq';
import type { JobData } from './jobs.ts';
import type { QueueStore, StoreNeeds } from './store.ts';

/** The queue for somebody who only looks at it. It is opened when they look for the first time. */
export interface QueueReader {
  /** null: it cannot be reached now. */
  look(): Promise<Queue<JobData> | null>;
  close(): Promise<void>;
}

/** Those who look are few. */
const CONNECTIONS = 2;
/** A Redis that was never asked before has so long to answer. */
const PATIENCE_MS = 2_000;

/** On PostgreSQL, with whatever rights the role of that address has; or on Redis, where there is one. */
export function openQueueReader(needs: Omit<StoreNeeds, 'poolSize'>): QueueReader {
  let opened: Promise<{ store: QueueStore; queue: Queue<JobData> }> | undefined;
  const open = async () => {
    // It takes a while to load, and who never looks needs none of it.
    const { openQueueStore } = await import('./store.ts');
    const store = openQueueStore({ ...needs, poolSize: CONNECTIONS });
    const queue = store.openReader();
    queue.on('error', () => undefined);
    await Promise.race([queue.waitUntilReady().catch(() => undefined), late(PATIENCE_MS)]);
    return { store, queue };
  };
  return {
    async look() {
      opened ??= open();
      const { store, queue } = await opened;
      return store.isThere() ? queue : null;
    },
    async close() {
      if (opened === undefined) return;
      const { store, queue } = await opened;
      // One that is away is not waited for.
      await Promise.race([queue.close().catch(() => undefined), late(PATIENCE_MS)]);
      await store.close();
    },
  };
}

function late(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
