import { Api } from 'grammy';
import { meterSessions } from '#io/broker/metered.ts';
import { createCache } from '#io/cache.ts';
import { createPictures } from '#io/charts/pool.ts';
import { startListener } from '#io/db/listener.ts';
import { createSettings, SETTINGS_CHANNEL } from '#io/db/settings.ts';
import { CANDLES_CHANNEL, hearCandles } from '#io/market/candle-news.ts';
import { meterProvider } from '#io/payments/metered.ts';
import { createStars } from '#io/payments/stars.ts';
import { CANCEL_CHANNEL } from '#io/queues/cancel.ts';
import { openQueue } from '#io/queues/queue.ts';
import { openQueueStore } from '#io/queues/store.ts';
import { openWorker } from '#io/queues/worker.ts';
import { runRole } from '#io/run-role.ts';
import { openSharedAnswers } from '#io/shared-answers.ts';
import { timeCalls } from '#io/telegram/timed.ts';
import { openBrokerSide } from './broker-side.ts';
import { createDrawOnce } from './draw-once.ts';
import { startFeed } from './feed/start-feed.ts';
import { candleTopic, createFigures } from './figures.ts';
import { createRankOnce } from './rank-once.ts';
import { startRehydrating } from './rehydrate.ts';
import { createRunning } from './running.ts';
import { startSchedule } from './schedule.ts';
import { startShowingLine } from './show-line.ts';
import { watchIdle } from './watch-idle.ts';
import { watchJobs } from './watch-jobs.ts';
import { createHandler } from './worker.ts';

/** BullMQ needs one connection to listen on and few to work with. */
const QUEUE_POOL_SIZE = 3;
const CACHE_BYTES = 64_000_000;

await runRole('jobs', async (context) => {
  const { config, log, events, db, buttonKey, closing } = context;
  const pictures = createPictures({ threads: config.jobs.pictureThreads });
  closing.defer(() => pictures.close());
  const { sessions, budget, desk } = openBrokerSide(context);
  const store = openQueueStore({ ...config, poolSize: QUEUE_POOL_SIZE });
  closing.defer(() => store.close());

  const running = createRunning(db);
  const shared = config.redis === null ? undefined : openSharedAnswers(config.redis);
  closing.defer(() => shared?.close());
  const cache = createCache({ maxBytes: CACHE_BYTES, shared, onAsked: events.cacheAsked });
  const candleNews = hearCandles(db, (assetId) =>
    assetId === null ? cache.clear() : cache.drop(candleTopic(assetId)),
  );
  const settings = createSettings();
  const listener = await startListener({
    url: config.database.url,
    channels: {
      [CANCEL_CHANNEL]: running.hearCancel,
      [CANDLES_CHANNEL]: candleNews,
      [SETTINGS_CHANNEL]: settings.forget,
    },
    log,
  });
  closing.defer(() => listener.close());

  const queue = openQueue(store);
  closing.defer(() => queue.close());
  const telegram = new Api(config.telegram.botToken, { apiRoot: config.telegram.apiRoot });
  const tools = {
    db,
    reads: context.reads,
    desk,
    provider: meterProvider(createStars(timeCalls(telegram, events)), events),
    sessions: meterSessions(sessions, budget.spend),
    nowMs: Date.now,
    settings,
    seal: context.seal,
    logout: context.broker.logout,
    publicUrl: config.web.publicUrl,
    m1Days: config.retention.m1Days,
    figures: createFigures({ db, cache }),
    ranks: createRankOnce({ db, cache, nowMs: Date.now }),
    draw: createDrawOnce({ db, pictures }),
  };
  const idle = watchIdle({ queue, log, limitSeconds: config.watchdogSeconds });
  closing.defer(() => idle.close());
  const worker = openWorker(store, {
    handle: idle.seen(watchJobs(createHandler({ tools, running, buttonKey, log, events }), events)),
    concurrency: config.jobs.concurrency,
  });
  worker.on('error', (error) => log.warn({ err: error }, 'the queue is in trouble'));
  worker.on('failed', (job, error) => log.warn({ err: error, jobId: job?.id }, 'job to be tried again'));
  // First of all the worker: no new job, and the jobs under way have until the role's limit to end.
  closing.defer(() => worker.close());
  const rehydrating = startRehydrating({ db, queue, log, seal: context.seal });
  closing.defer(() => rehydrating.close());
  const showing = startShowingLine({ db, buttonKey, log });
  closing.defer(() => showing.close());
  const schedule = startSchedule({ queue, log });
  closing.defer(() => schedule.close());
  if (desk !== null && !config.feed.isApart) {
    const feed = startFeed({ db, databaseUrl: config.database.url, desk, budget, log, nowMs: Date.now });
    closing.defer(() => feed.close());
  }
});
