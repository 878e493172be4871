import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import type { FaultSettings } from '#io/broker/simulator/faults.ts';
import { listAssets, openAssets } from '#io/market/assets.ts';
import { rankingKey, readRanking, WARM_RANKINGS } from '#io/market/ranking.ts';
import { NOBODY_LINKED } from '#jobs/feed/broker-desk.ts';
import { BACKFILL_MS } from '#jobs/feed/keep-fresh.ts';
import { freshDatabase } from '../../support/database.ts';
import { openFeed, storedCandles } from '../../support/feed.ts';

const { database: db } = await freshDatabase();
const feed = await openFeed(db);
afterAll(() => feed.close());
const { broker } = feed;

/**
 * Twenty past an hour that is over, so that later minutes are there already. Assets have the ids 1 to 8, and each is looked
 * at thoroughly in the minute of its id: none of these.
 */
const START_MS = (Math.floor(Date.now() / HOUR_MS) - 1) * HOUR_MS + 20 * MINUTE_MS;
const minute = (number: number) => START_MS + number * MINUTE_MS + 2_000;

beforeEach(async () => {
  broker.faults.clear();
  for (const table of ['candle_chunk', 'candle_gap', 'ranking_snapshot', 'broker_link'] as const) {
    await db.deleteFrom(table).execute();
  }
  await feed.link(1);
});

/** Every open asset, in everything that the feed keeps, is as a faultless broker would say. */
async function expectTruth(untilMs: number, sinceMs = untilMs - BACKFILL_MS): Promise<void> {
  const assets = await openAssets(db, 50);
  expect(assets.length).toBeGreaterThan(2);
  for (const { id, ticker } of assets) {
    const range = { fromMs: sinceMs, toMs: Math.floor(untilMs / MINUTE_MS) * MINUTE_MS };
    const stored = await storedCandles(db, { assetId: id, ...range });
    const truth = broker.truth(ticker, { timeframeSeconds: 60, ...range });
    const differing = truth.findIndex((candle, at) => !isDeepStrictEqual(candle, stored[at]));
    expect({ ticker, count: stored.length, differing }).toEqual({ ticker, count: truth.length, differing: -1 });
    expect(stored.length).toBeGreaterThan(0);
    await expectTrueGaps(id, ticker);
  }
}

/** Where a gap is noted, the broker has no candle. */
async function expectTrueGaps(assetId: number, ticker: string): Promise<void> {
  const gaps = await db.selectFrom('candle_gap').selectAll().where('asset_id', '=', assetId).execute();
  for (const { from_ms: fromMs, to_ms: toMs } of gaps) {
    expect(broker.truth(ticker, { timeframeSeconds: 60, fromMs, toMs })).toEqual([]);
  }
}

test('an empty store is filled two days back, and then each minute costs one question an asset', async () => {
  await feed.pass({ atMs: minute(0) });
  await expectTruth(minute(0));
  const assets = await openAssets(db, 50);
  const before = broker.log.count('get-candles');
  await feed.pass({ atMs: minute(1) });
  expect(broker.log.count('get-candles') - before).toBe(assets.length);
  await expectTruth(minute(1));
});

test('what was missed while nobody asked is filled in', async () => {
  await feed.pass({ atMs: minute(0) });
  broker.faults.set({ down: true });
  await expect(feed.pass({ atMs: minute(1) })).rejects.toMatchObject({ code: expect.stringMatching(/^BROKER_/) });
  broker.faults.clear();
  await feed.pass({ atMs: minute(30) });
  await expectTruth(minute(30));
});

test.each<[string, Partial<FaultSettings>]>([
  ['each answer comes twice', { duplicateAnswers: true }],
  ['answers come in another order', { outOfOrder: true }],
  ['the connection breaks every few frames', { dropAfterFrames: 25 }],
  ['candles come doubled, in no order, the doubles with other prices', { shuffledCandles: true }],
  ['ids of candles jump', { idHole: true }],
  ['a candle is left out', { missingCandle: true }],
  ['the newest candles are corrected later', { provisionalCandles: 3 }],
  ['answers come damaged', { spoil: { kind: 'truncated', times: 4 } }],
  ['prices are no numbers', { spoil: { kind: 'nan', times: 4 } }],
])('when %s, the store is as the broker says soon after', async (_, faults) => {
  await feed.pass({ atMs: minute(0) });
  broker.faults.set(faults);
  for (const late of [1, 2, 3]) await feed.pass({ atMs: minute(late) }).catch(() => undefined);
  broker.faults.clear();
  await feed.pass({ atMs: minute(4), isThorough: true });
  await expectTruth(minute(4));
});

test('a first answer that is wrong all over is put right by the next thorough one', async () => {
  broker.faults.set({ provisionalCandles: 200, missingCandle: true });
  await feed.pass({ atMs: minute(0) });
  broker.faults.clear();
  await feed.pass({ atMs: minute(12), isThorough: true });
  await expectTruth(minute(12));
});

test('rankings stand ready for every open asset and strategy, and say until when', async () => {
  await feed.pass({ atMs: minute(0) });
  const assets = await openAssets(db, 50);
  for (const question of WARM_RANKINGS) {
    const ranking = await readRanking(db, rankingKey(question));
    expect(ranking?.candlesUntilMs).toBe(START_MS);
    expect(new Set(ranking?.rows.map(({ ticker }) => ticker))).toEqual(new Set(assets.map(({ ticker }) => ticker)));
    for (const { counts, coverage } of ranking?.rows ?? []) {
      expect(counts.win).toHaveLength(3);
      expect(coverage.present).toBeLessThanOrEqual(coverage.expected);
    }
  }
});

test('the list of assets is as new as the pass', async () => {
  await db
    .updateTable('asset')
    .set({ refreshed_at: new Date(0), is_open: false })
    .execute();
  await feed.pass();
  expect((await listAssets(db)).some(({ isOpen }) => isOpen)).toBe(true);
});

test('with nobody linked nothing is asked', async () => {
  await db.deleteFrom('broker_link').execute();
  const before = broker.log.counts();
  await db
    .updateTable('asset')
    .set({ refreshed_at: new Date(0) })
    .execute();
  await expect(feed.pass()).rejects.toBe(NOBODY_LINKED);
  expect(broker.log.counts()).toEqual(before);
});

test('an account the broker refuses is put aside and the next one serves', async () => {
  await feed.link(2);
  await feed.link(3);
  await db.updateTable('broker_link').set({ state: 'active' }).execute();
  broker.revokeSessions();
  await feed.link(3);
  await feed.pass({ atMs: minute(0) });
  await expectTruth(minute(0));
  const rows = await db.selectFrom('broker_link').select(['telegram_id', 'state']).orderBy('telegram_id').execute();
  expect(rows.find((row) => row.telegram_id === 3)?.state).toBe('active');
});

test("the operator's own account comes first, and when it is refused the linked ones serve", async () => {
  await feed.useOperator();
  await feed.pass({ atMs: minute(0) });
  broker.revokeSessions();
  await feed.link(4);
  await feed.pass({ atMs: minute(1) });
  await expectTruth(minute(1));
});
