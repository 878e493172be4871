import { setTimeout as wait } from 'node:timers/promises';
import { createConcurrentSink, createRunner, createSource } from '@grammyjs/runner';
import type { Log } from '#io/log.ts';
import type { InboxUpdate } from '#io/telegram/inbox.ts';
import type { InboxSource } from '#io/telegram/inbox-source.ts';

/** Each update under way holds one connection of the pool; the relay needs some too. */
const UPDATES_AT_ONCE = 6;
/** A handler that waits for a database that is away is not waited for. */
const PATIENCE_MS = 10_000;

/** Handles what the inbox holds. Closing it takes no more, and waits for what is under way. */
export function runInbox({
  source,
  consume,
  log,
}: {
  source: InboxSource;
  consume: (update: InboxUpdate) => Promise<void>;
  log: Log;
}): { close(): Promise<void> } {
  const sink = createConcurrentSink<InboxUpdate>(
    {
      async consume(update) {
        await consume(update);
        source.done(update);
      },
    },
    async (error) => log.error({ err: error }, 'update not handled; it stays in the inbox'),
    { concurrency: UPDATES_AT_ONCE },
  );
  const supplier = {
    /** The runner's signal is a polyfill's; Node's own functions want Node's own. */
    supply(batchSize: number, signal: { addEventListener(name: 'abort', heard: () => void): void }) {
      const controller = new AbortController();
      signal.addEventListener('abort', () => controller.abort());
      return source.supply(Math.min(batchSize, UPDATES_AT_ONCE), controller.signal);
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
