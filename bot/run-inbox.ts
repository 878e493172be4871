import { setTimeout as wait } from 'node:timers/promises';
import { createConcurrentSink, createRunner, createSource } from '@grammyjs/runner';
import type { Log } from '#io/log.ts';
import type { InboxUpdate } from '#io/telegram/inbox.ts';
import type { InboxSource } from '#io/telegram/inbox-source.ts';

/**
 * Each update under way holds a connection, and what all of them need first (the list of assets, after a start) is read
 * over another one. If none were left they would wait for each other, until the database ends them all.
 */
const SPARE_CONNECTIONS = 2;
/** A handler that waits for a database that is away is not waited for. */
const PATIENCE_MS = 10_000;

/** Handles what the inbox holds. Closing it takes no more, and waits for what is under way. */
export function runInbox({
  source,
  consume,
  connections,
  log,
}: {
  source: InboxSource;
  consume: (update: InboxUpdate) => Promise<void>;
  /** Size of the pool that the updates' transactions come from. */
  connections: number;
  log: Log;
}): { close(): Promise<void> } {
  const atOnce = Math.max(1, connections - SPARE_CONNECTIONS);
  const sink = createConcurrentSink<InboxUpdate>(
    {
      async consume(update) {
        await consume(update);
        source.done(update);
      },
    },
    async (error) => log.error({ err: error }, 'update not handled; it stays in the inbox'),
    { concurrency: atOnce },
  );
  const supplier = {
    /** The runner's signal is a polyfill's; Node's own functions want Node's own. */
    supply(batchSize: number, signal: { addEventListener(name: 'abort', heard: () => void): void }) {
      const controller = new AbortController();
      signal.addEventListener('abort', () => controller.abort());
      return source.supply(Math.min(batchSize, atOnce), controller.signal);
    },
  };
  const runner = createRunner(createSource<InboxUpdate>(supplier), sink);
  runner.start();
  return {
    async close() {
      const endMs = performance.now() + PATIENCE_MS;
      // stop() alone returns when taking ends, not when the handlers do.
      await runner.stop();
      while (sink.size() > 0 && performance.now() < endMs) await wait(20);
    },
  };
}
