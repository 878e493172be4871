import { createSessions } from '#io/broker/sessions.ts';
import { createCache } from '#io/cache.ts';
import { databaseOn } from '#io/db/database.ts';
import { markLinkOver, readSessionToken } from '#io/db/link-sessions.ts';
import { createSettings } from '#io/db/settings.ts';
import { CANDLES_CHANNEL, hearCandles } from '#io/market/candle-news.ts';
import { createStars } from '#io/payments/stars.ts';
import { CANCEL_CHANNEL } from '#io/queues/cancel.ts';
import { createDrawOnce } from '#jobs/draw-once.ts';
import { candleTopic, createFigures } from '#jobs/figures.ts';
import { createRankOnce } from '#jobs/rank-once.ts';
import { startRehydrating } from '#jobs/rehydrate.ts';
import { createRunning } from '#jobs/running.ts';
import { startShowingLine } from '#jobs/show-line.ts';
import { createHandler } from '#jobs/worker.ts';
import { tinyPng } from '../support/tiny-png.ts';
import type { Life } from './life.ts';
import type { World } from './world.ts';

const CONCURRENCY = 4;

/** Puts a worker together as jobs/main.ts does, in the world of a simulation. Its pictures are all the same. */
export function liveAsWorker(life: Life, world: World): void {
  const { log, buttonKey, ground, postgres, queue, broker, mutant } = world;
  const db = databaseOn(postgres.poolOf(life));
  const sessions = createSessions({
    ...{ broker, idleSeconds: 300, seats: { onWanted: () => undefined } },
    openToken: (telegramId) => readSessionToken(db, { telegramId, seal: ground.seal }),
    onOver: async (telegramId, sessionToken) =>
      void (await markLinkOver(db, { telegramId, sessionToken, seal: ground.seal })),
  });
  const running = createRunning(db);
  const cache = createCache({ maxBytes: 64_000_000 });
  const candleNews = hearCandles(db, (assetId) =>
    assetId === null ? cache.clear() : cache.drop(candleTopic(assetId)),
  );
  world.listen(life, {
    [CANCEL_CHANNEL]: running.hearCancel,
    // All lives of a simulation are one process to candle-news: what comes from the others must not look like our own.
    [CANDLES_CHANNEL]: (payload) => candleNews(payload.split(' ')[0] ?? ''),
  });
  const tools = {
    ...{
      db,
      desk: null,
      sessions,
      nowMs: Date.now,
      settings: createSettings(),
      m1Days: 60,
      publicUrl: '',
      seal: ground.seal,
      logout: broker.logout,
    },
    reads: <T>(read: (reader: typeof db) => Promise<T>) => read(db),
    figures: createFigures({ db, cache }),
    ranks: createRankOnce({ db, cache, nowMs: Date.now }),
    // Nobody pays in a story.
    provider: createStars(world.telegram.apiOf(life)),
    draw: createDrawOnce({ db, pictures: { draw: async () => tinyPng, close: async () => undefined } }),
  };
  const handle = createHandler({ tools, running, buttonKey, log, events: { catalogSupplied: () => undefined } });
  queue.serve(life, handle, { concurrency: CONCURRENCY });
  if (mutant?.leavesOut !== 'rehydrating') startRehydrating({ db, queue: queue.queueOf(life), log, seal: ground.seal });
  startShowingLine({ db, buttonKey, log });
}
