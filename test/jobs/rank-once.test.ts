import { afterAll, beforeEach, expect, test } from 'vitest';
import { AppError, MINUTE_MS } from '#engine/index.ts';
import { createCache } from '#io/cache.ts';
import { openAssets, saveAssets } from '#io/market/assets.ts';
import { WARM_RANKINGS } from '#io/market/ranking.ts';
import { createRankOnce, type RankRequest } from '#jobs/rank-once.ts';
import { freshDatabase } from '../support/database.ts';
import { openFeed } from '../support/feed.ts';

const { database: db } = await freshDatabase();
const market = await openFeed(db);
afterAll(() => market.close());
await market.link(1);
await market.desk.ask(async (session) => saveAssets(db, await session.assets()));
const [asset, other] = await openAssets(db, 2);

const START_MS = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 20 * MINUTE_MS;
let clockMs = START_MS;
const nowMs = () => clockMs;
let ranks = createRankOnce({ db, cache: createCache({ maxBytes: 10_000_000, nowMs }), nowMs });
beforeEach(async () => {
  await db.deleteFrom('candle_chunk').execute();
  await db.deleteFrom('candle_gap').execute();
  clockMs = START_MS;
  ranks = createRankOnce({ db, cache: createCache({ maxBytes: 10_000_000, nowMs }), nowMs });
});

const question = WARM_RANKINGS[0]!;
const signal = new AbortController().signal;
const fetches = () => market.broker.log.count('get-candles');
const rank = (change: Partial<RankRequest> = {}) =>
  ranks.rank({ asset: asset!, question, nowMs: START_MS, signal, withSession: market.desk.ask, ...change });

test('a thousand who ask at once have each asset fetched and counted once', async () => {
  const before = fetches();
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => rank()));
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]?.some(({ counts }) => counts.cycles === 100)).toBe(true);
  // Its longest blocks take more minutes than one page has.
  expect(fetches() - before).toBe(2);
  expect(await rank({ asset: other! })).not.toBe(answers[0]);
});

test('who asks within the minute is told of the same moment, so that rows of several assets fit together', async () => {
  expect(await ranks.momentOf(question)).toBe(START_MS);
  clockMs += MINUTE_MS - 1;
  expect(await ranks.momentOf(question)).toBe(START_MS);
  expect(await ranks.momentOf(WARM_RANKINGS[1]!)).toBe(clockMs);
  clockMs += 1;
  expect(await ranks.momentOf(question)).toBe(clockMs);
});

test('who waits for somebody whose session ends goes on with their own', async () => {
  const isOver = new AppError('BROKER_SESSION_OVER', { message: 'Refused.' });
  const theirs = rank({ withSession: () => Promise.reject(isOver) });
  const ours = rank();
  await expect(theirs).rejects.toBe(isOver);
  expect((await ours).length).toBeGreaterThan(0);
});
