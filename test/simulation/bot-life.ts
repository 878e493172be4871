import { createBot } from '#bot/bot.ts';
import { createConsumer } from '#bot/consume.ts';
import { runInbox } from '#bot/run-inbox.ts';
import { createCache } from '#io/cache.ts';
import { databaseOn } from '#io/db/database.ts';
import { createSettings } from '#io/db/settings.ts';
import { createAdmission } from '#io/limits/admission.ts';
import { createMemoryLimits } from '#io/limits/memory-limits.ts';
import { createPostgresLimits } from '#io/limits/postgres-limits.ts';
import { watchPressure } from '#io/limits/watch-pressure.ts';
import { ASSETS_CHANNEL } from '#io/market/assets.ts';
import { knowAssets } from '#io/market/known-assets.ts';
import { createBell } from '#io/telegram/bell.ts';
import { createInboxSource } from '#io/telegram/inbox-source.ts';
import { OUTBOX_CHANNEL } from '#io/telegram/outbox.ts';
import { startPoller } from '#io/telegram/poller.ts';
import { startRelay } from '#io/telegram/relay.ts';
import type { Life } from './life.ts';
import { POOL_SIZE } from './postgres.ts';
import { ME } from './telegram.ts';
import type { World } from './world.ts';

/** Nobody in a story writes as much as these forbid: the limits have tests of their own. */
const BASE_PACE = { heavy: 1_000, light: 1_000 };

/** Puts the bot together as bot/main.ts does, in the world of a simulation. */
export function liveAsBot(life: Life, world: World): void {
  const { log, buttonKey, ground, postgres, telegram, queue, leases } = world;
  const db = databaseOn(postgres.poolOf(life));
  const api = telegram.apiOf(life);
  const bell = createBell(db);
  void leases.keep('sending', life, async (isMine, leading) => {
    const relay = await startRelay({ db, api, log, isMine });
    leading.defer(() => relay.close());
    bell.hangAt(relay);
    leading.defer(() => bell.hangAt(null));
  });
  const assets = knowAssets(db, createCache({ maxBytes: 4_000_000 }));
  world.listen(life, { [OUTBOX_CHANNEL]: bell.hear, [ASSETS_CHANNEL]: assets.renew });

  const owner = life.name;
  let isAlive = () => false;
  void leases.keep(owner, life, async (isMine) => {
    isAlive = isMine;
  });
  const watch = watchPressure({ db, log });
  const admission = createAdmission({
    heavy: (tx) => createPostgresLimits(tx),
    light: createMemoryLimits(),
    base: BASE_PACE,
    pressure: () => watch.pressure,
  });
  const bot = createBot({
    ...{ token: '4200000001:AAE-simulated', apiRoot: 'http://127.0.0.1', me: ME as never },
    app: {
      seal: ground.seal,
      publicUrl: 'http://127.0.0.1',
      nowMs: Date.now,
      checkout: null,
      settings: createSettings(),
    },
    till: { begin: () => true, answer: async () => undefined, calm: async () => undefined },
    parts: {
      db,
      log,
      events: { cacheAsked: () => undefined, paymentTold: () => undefined },
      queue: queue.queueOf(life),
      buttonKey,
      assets,
      admission,
      watch,
      wake: bell.ring,
    },
  });
  const { consume, apologize } = createConsumer({
    ...{ bot, db, log, buttonKey, wake: bell.ring, signal: new AbortController().signal },
    events: { updateHandled: () => undefined },
  });
  const source = createInboxSource({ db, owner, isAlive: () => isAlive(), onSetAside: apologize, log });
  runInbox({ source, consume, connections: POOL_SIZE, log });
  void leases.keep('intake', life, async (_isMine, leading) => {
    const poller = startPoller({ db, api, log, onNews: source.wake });
    leading.defer(() => poller.close());
  });
}
