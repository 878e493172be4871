import { afterAll, beforeEach, expect, test } from 'vitest';
import { type CatalogQuery, LOSS, MINUTE_MS } from '#engine/index.ts';
import { createCache } from '#io/cache.ts';
import { findAsset, type StoredAsset, saveAssets } from '#io/market/assets.ts';
import { hearCandles } from '#io/market/candle-news.ts';
import { saveCandles } from '#io/market/candle-store.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import type { FetchProgress } from '#io/market/flight.ts';
import { candleTopic, createFigures, type FiguresRequest } from '#jobs/figures.ts';
import { freshDatabase } from '../support/database.ts';
import { openFeed } from '../support/feed.ts';

const { database: db } = await freshDatabase();
const market = await openFeed(db);
afterAll(() => market.close());
await market.link(1);
await market.desk.ask(async (session) => saveAssets(db, await session.assets()));
const asset = (await findAsset(db, 'EURUSD-OTC')) as StoredAsset;

/** Some minutes ago, so that the minutes after it are there already. */
const NOW_MS = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 20 * MINUTE_MS;
const cache = createCache({ maxBytes: 10_000_000, nowMs: () => NOW_MS + 2_000 });
const figures = createFigures({ db, cache });
hearCandles(db, (assetId) => (assetId === null ? cache.clear() : cache.drop(candleTopic(assetId))));

beforeEach(async () => {
  cache.clear();
  await db.deleteFrom('candle_chunk').execute();
  await db.deleteFrom('candle_gap').execute();
});

const QUERY: CatalogQuery = {
  ticker: 'EURUSD-OTC',
  timeframe: 'M1',
  strategyId: 'MINORIA(5)',
  depth: 2,
  window: { kind: 'blocks', count: 100 },
};

function ask(change: Partial<FiguresRequest> & { query?: CatalogQuery; nowMs?: number; paying?: number } = {}) {
  const { query = QUERY, nowMs = NOW_MS, paying = asset.payoutRatio, ...rest } = change;
  const task = { query, asset: { ...asset, payoutRatio: paying }, nowMs };
  return figures({
    task,
    supply: async (range, { signal, report }) => {
      const request = { db, asset, nowMs, signal, onProgress: report, ...range };
      await ensureCandles({ ...request, withSession: market.desk.ask });
    },
    ...rest,
  });
}

const fetches = () => market.broker.log.count('get-candles');

test('a thousand who ask the same cold cost one fetch and one evaluation', async () => {
  const before = fetches();
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => ask()));
  expect(fetches() - before).toBe(1);
  // One evaluation makes one object.
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]?.evaluation.counts.cycles).toBe(100);
  expect(await ask()).toBe(answers[0]);
});

test('another payout, another minute and another depth are other questions; only the new minute is fetched', async () => {
  const first = await ask();
  const before = fetches();
  expect(await ask({ paying: 0.5 })).not.toBe(first);
  expect(await ask({ query: { ...QUERY, depth: 1 } })).not.toBe(first);
  expect(fetches() - before).toBe(0);
  expect(await ask({ nowMs: NOW_MS + MINUTE_MS })).not.toBe(first);
  expect(fetches() - before).toBe(1);
});

test('a corrected candle outdates the answer at once, one of another asset does not', async () => {
  const first = await ask();
  const settled = first?.evaluation.cycles.findLast(({ result }) => result <= LOSS);
  // A doji in the block that was read: no bet.
  const candles = [{ openMs: settled?.blockMs ?? 0, open: 9, high: 9, low: 9, close: 9 }];
  const other = await findAsset(db, 'GBPUSD-OTC');
  await saveCandles(db, { assetId: other?.id ?? 0, timeframeSeconds: 60, candles });
  expect(await ask()).toBe(first);
  await saveCandles(db, { assetId: asset.id, timeframeSeconds: 60, candles, revision: 'next' });
  const second = await ask();
  expect(second).not.toBe(first);
  expect(second?.evaluation.counts.doji).toBe((first?.evaluation.counts.doji ?? 0) + 1);
});

test('everybody who waits sees the progress of the one fetch', async () => {
  const seen: FetchProgress[][] = [[], []];
  const week: CatalogQuery = { ...QUERY, window: { kind: 'days', count: 3 } };
  await Promise.all(seen.map((list) => ask({ query: week, onProgress: (now) => list.push(now) })));
  for (const list of seen) expect(list.at(-1)).toMatchObject({ done: list.at(-1)?.total });
});

test('one who cancels does not take the others along', async () => {
  const leaver = new AbortController();
  const [first, second] = [ask({ signal: leaver.signal }), ask()];
  leaver.abort(new Error('left'));
  await expect(first).rejects.toThrow('left');
  expect((await second)?.evaluation.counts.cycles).toBe(100);
});
