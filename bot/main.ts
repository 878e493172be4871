import { setTimeout as wait } from 'node:timers/promises';
import { createConcurrentSink, createRunner, createSource, type UpdateSupplier } from '@grammyjs/runner';
import { Api } from 'grammy';
import { createCache } from '#io/cache.ts';
import { takeLease } from '#io/db/lease.ts';
import { startListener } from '#io/db/listener.ts';
import { ASSETS_CHANNEL } from '#io/market/assets.ts';
import { knowAssets } from '#io/market/known-assets.ts';
import { openQueue } from '#io/queues/queue.ts';
import { openQueueStore } from '#io/queues/store.ts';
import { runRole } from '#io/run-role.ts';
import type { InboxUpdate } from '#io/telegram/inbox.ts';
import { OUTBOX_CHANNEL } from '#io/telegram/outbox.ts';
import { createPoller } from '#io/telegram/poller.ts';
import { startRelay } from '#io/telegram/relay.ts';
import { createBot } from './bot.ts';
import { createConsumer } from './consume.ts';
import { introduce } from './introduce.ts';

/** Each update under way holds one connection of the pool; the relay needs some too. */
const UPDATES_AT_ONCE = 6;
const SEND_TIMEOUT_SECONDS = 20;
const POLL_TIMEOUT_SECONDS = 40;
const CACHE_BYTES = 4_000_000;
const LIMITS = { maxBlocks: 2_000, maxDays: 60, maxDepth: 9 };

await runRole('bot', async ({ config, log, db, broker, seal, buttonKey, closing }) => {
  const { botToken: token, apiRoot } = config.telegram;
  const url = config.database.url;
  const sending = new Api(token, { apiRoot, timeoutSeconds: SEND_TIMEOUT_SECONDS });
  const polling = new Api(token, { apiRoot, timeoutSeconds: POLL_TIMEOUT_SECONDS });
  const ending = new AbortController();

  const me = await sending.getMe();
  // One process polls and sends; a second one waits here until the first is gone.
  const lease = await takeLease({ url, name: `telegram ${me.id}` }, { signal: ending.signal });
  closing.defer(() => lease.release());
  void lease.lost.then(() => {
    if (closing.disposed) return;
    log.fatal('the lease is lost: another process may be sending by now');
    process.exit(1);
  });

  const relay = await startRelay({ db, api: sending, log });
  closing.defer(() => relay.close());
  const assets = knowAssets(db, createCache({ maxBytes: CACHE_BYTES }));
  const channels = { [OUTBOX_CHANNEL]: relay.wake, [ASSETS_CHANNEL]: assets.renew };
  const listener = await startListener({ url, channels, log });
  closing.defer(() => listener.close());
  const store = openQueueStore({ ...config, poolSize: 2 });
  closing.defer(() => store.close());
  const queue = openQueue(store);
  closing.defer(() => queue.close());

  const bot = createBot({
    token,
    apiRoot,
    me,
    app: { broker, seal, publicUrl: config.web.publicUrl, nowMs: Date.now, limits: LIMITS },
    parts: { db, log, queue, buttonKey, assets, wake: relay.wake },
  });
  const consume = createConsumer({ bot, db, log, buttonKey, wake: relay.wake, signal: ending.signal });
  const source = createSource<InboxUpdate>(supplierOf(createPoller({ db, api: polling, log })));
  const sink = createConcurrentSink<InboxUpdate>(
    { consume },
    async (error) => log.error({ err: error }, 'update not handled; it stays in the inbox'),
    { concurrency: UPDATES_AT_ONCE },
  );
  const runner = createRunner(source, sink);
  // Intake first, then what is under way: stop() alone returns when fetching ends, not when handlers do.
  closing.defer(async () => {
    await runner.stop();
    while (sink.size() > 0) await wait(20);
    ending.abort();
  });
  await introduce({ api: sending, log });
  runner.start();
});

/** The runner's signal is a polyfill's; Node's own functions want Node's own. */
function supplierOf(poller: ReturnType<typeof createPoller>): UpdateSupplier<InboxUpdate> {
  return {
    supply(batchSize, signal) {
      const controller = new AbortController();
      signal.addEventListener('abort', () => controller.abort());
      return poller.supply(batchSize, controller.signal);
    },
  };
}
