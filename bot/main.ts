import { randomBytes } from 'node:crypto';
import { Api } from 'grammy';
import { createCache } from '#io/cache.ts';
import { closeDatabase, openDatabase } from '#io/db/database.ts';
import { keepLease } from '#io/db/keep-lease.ts';
import type { Lease } from '#io/db/lease.ts';
import { startListener } from '#io/db/listener.ts';
import { createSettings, SETTINGS_CHANNEL } from '#io/db/settings.ts';
import { createAdmission } from '#io/limits/admission.ts';
import { watchPressure } from '#io/limits/watch-pressure.ts';
import { ASSETS_CHANNEL } from '#io/market/assets.ts';
import { knowAssets } from '#io/market/known-assets.ts';
import { meterProvider } from '#io/payments/metered.ts';
import { createStars } from '#io/payments/stars.ts';
import { openQueue } from '#io/queues/queue.ts';
import { openQueueStore } from '#io/queues/store.ts';
import { runRole } from '#io/run-role.ts';
import { createBell } from '#io/telegram/bell.ts';
import { startBroadcaster } from '#io/telegram/broadcaster.ts';
import { fencedAgent } from '#io/telegram/fenced-agent.ts';
import { createInboxSource } from '#io/telegram/inbox-source.ts';
import { OUTBOX_CHANNEL } from '#io/telegram/outbox.ts';
import { createPace } from '#io/telegram/pace.ts';
import { startRelay } from '#io/telegram/relay.ts';
import { timeCalls } from '#io/telegram/timed.ts';
import { createBot } from './bot.ts';
import { createConsumer } from './consume.ts';
import { startIntake } from './intake.ts';
import { runInbox } from './run-inbox.ts';
import { sealMessage } from './seal-message.ts';
import { createTill, isCheckout } from './till.ts';
import type { Message } from './views/message.ts';

const SEND_TIMEOUT_SECONDS = 20;
const POLL_TIMEOUT_SECONDS = 40;
/** Of what somebody waits for who is about to pay. */
const CHECKOUT_TIMEOUT_SECONDS = 3;
const TILL_CONNECTIONS = 2;
const CACHE_BYTES = 4_000_000;

/**
 * The bot role, any number of processes: all of them handle updates, one at a time sends, one at a time polls.
 * It ends in the order of the work: no new updates, then the handlers, then what they said is sent.
 */
await runRole('bot', async ({ config, log, events, db, limits, seal, buttonKey, closing }) => {
  const { botToken: token, apiRoot, intake } = config.telegram;
  const url = config.database.url;
  const sending = timeCalls(new Api(token, { apiRoot, timeoutSeconds: SEND_TIMEOUT_SECONDS }), events);
  const polling = new Api(token, { apiRoot, timeoutSeconds: POLL_TIMEOUT_SECONDS });
  const me = await sending.getMe();

  const bell = createBell(db);
  const relaying = keepLease({ url, name: `telegram ${me.id} sending`, log }, async (lease, leading) => {
    const baseFetchConfig = { agent: fencedAgent(apiRoot, lease.isMine), compress: true };
    const api = timeCalls(new Api(token, { apiRoot, timeoutSeconds: SEND_TIMEOUT_SECONDS, baseFetchConfig }), events);
    const sender = { db, api, log, pace: createPace(), isMine: lease.isMine };
    const relay = await startRelay(sender);
    leading.defer(() => relay.close());
    const broadcaster = await startBroadcaster({
      ...sender,
      onEnd: (end) => events.broadcastSent({ end }),
      wake: relay.wake,
      address: (message, userId) => sealMessage(message as Message, { userId, key: buttonKey }),
    });
    leading.defer(() => broadcaster.close());
    bell.hangAt(relay);
    leading.defer(() => bell.hangAt(null));
  });
  closing.defer(() => relaying.close());

  const assets = knowAssets(db, createCache({ maxBytes: CACHE_BYTES }));
  const settings = createSettings({ usual: { 'support-contact': config.payments.supportContact } });
  const channels = {
    [OUTBOX_CHANNEL]: bell.hear,
    [ASSETS_CHANNEL]: assets.renew,
    [SETTINGS_CHANNEL]: settings.forget,
  };
  const listener = await startListener({ url, channels, log });
  closing.defer(() => listener.close());
  const store = openQueueStore({ ...config, poolSize: 1 });
  closing.defer(() => store.close());
  const queue = openQueue(store);
  closing.defer(() => queue.close());

  // Says to the others that we live: what we took is ours for so long.
  const owner = `bot ${randomBytes(6).toString('hex')}`;
  let life: Lease | undefined;
  const living = keepLease({ url, name: owner, log }, async (lease) => {
    life = lease;
  });
  closing.defer(() => living.close());

  const watch = watchPressure({ db, log });
  closing.defer(() => watch.close());
  events.measures.gauge('pressure', {
    help: 'How hard the house is pressed: 0 is calm, at 3 even light work of free plans is slower.',
    read: () => [{ value: watch.pressure }],
  });
  const admission = createAdmission({
    heavy: limits.shared,
    light: limits.cheap,
    base: config.limits,
    pressure: () => watch.pressure,
  });
  const paying = timeCalls(new Api(token, { apiRoot, timeoutSeconds: CHECKOUT_TIMEOUT_SECONDS }), events);
  const checkout = config.payments.areOn ? meterProvider(createStars(paying), events) : null;
  // Lines of its own: whoever is about to pay waits for nobody's update.
  const tillDb = openDatabase({
    url,
    poolSize: TILL_CONNECTIONS,
    leastOpen: TILL_CONNECTIONS,
    applicationName: 'till',
  });
  closing.defer(() => closeDatabase(tillDb));
  const till = createTill({ db: tillDb, inbox: db, api: paying, checkout, log, events, nowMs: Date.now });
  const bot = createBot({
    token,
    apiRoot,
    me,
    app: { seal, publicUrl: config.web.publicUrl, nowMs: Date.now, checkout, settings },
    till,
    parts: { db, log, events, queue, buttonKey, assets, admission, watch, wake: bell.ring },
  });
  const ending = new AbortController();
  const { consume, apologize } = createConsumer({
    bot,
    db,
    log,
    events,
    buttonKey,
    wake: bell.ring,
    signal: ending.signal,
  });
  const isAlive = () => life?.isMine() ?? false;
  const source = createInboxSource({ db, owner, isAlive, onSetAside: apologize, calm: till.calm, log });
  const inbox = runInbox({ source, consume, connections: config.database.poolSize, log });
  closing.defer(async () => {
    await inbox.close();
    ending.abort();
  });

  const leaseName = `telegram ${me.id} intake`;
  const taking = await startIntake({
    intake,
    databaseUrl: url,
    leaseName,
    db,
    polling,
    sending,
    log,
    onNews: source.wake,
    onArrived: (update) => isCheckout(update) && till.begin(update),
    onStored: (update) => void (isCheckout(update) && till.answer(update)),
  });
  closing.defer(() => taking.close());
});
