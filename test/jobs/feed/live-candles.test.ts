import { afterAll, beforeEach, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import type { FaultSettings } from '#io/broker/simulator/faults.ts';
import { openAssets, type StoredAsset } from '#io/market/assets.ts';
import { freshDatabase } from '../../support/database.ts';
import { openFeed, storedCandles } from '../../support/feed.ts';

const { database: db } = await freshDatabase();
/** The broker's clock and ours: it stands still until a minute of it is over. No asset is due for a thorough look. */
const START_MS = (Math.floor(Date.now() / HOUR_MS) - 1) * HOUR_MS + 20 * MINUTE_MS + 30_000;
let clockMs = START_MS;
const feed = await openFeed(db, { nowMs: () => clockMs, tickMs: 100 });
afterAll(() => feed.close());
const { broker } = feed;
let assets: StoredAsset[] = [];

beforeEach(async () => {
  broker.faults.clear();
  clockMs = START_MS;
  for (const table of ['candle_chunk', 'candle_gap', 'broker_link'] as const) await db.deleteFrom(table).execute();
  await feed.link(1);
  await brokerKnowsTime();
  await feed.pass();
  assets = await openAssets(db, 50);
  expect(assets.length).toBeGreaterThan(2);
});

/** Which it says together with the streams. */
function brokerKnowsTime(): Promise<void> {
  const clock = () => feed.desk.ask(async (session) => Math.abs(Date.now() + session.clockOffsetMs - clockMs));
  return expect.poll(clock, { timeout: 10_000 }).toBeLessThan(20_000);
}

async function minutePasses(): Promise<void> {
  clockMs += MINUTE_MS;
  await brokerKnowsTime();
}

/** Candles of the last hour that differ from a faultless broker's, of all assets. */
async function differing(): Promise<number> {
  const range = { fromMs: clockMs - HOUR_MS, toMs: Math.floor(clockMs / MINUTE_MS) * MINUTE_MS };
  let count = 0;
  for (const { id, ticker } of assets) {
    const truth = broker.truth(ticker, { timeframeSeconds: 60, ...range }).map((candle) => JSON.stringify(candle));
    // The one that is still forming would be among these.
    const stored = await storedCandles(db, { assetId: id, ...range, toMs: range.toMs + HOUR_MS });
    const there = new Set(stored.map((candle) => JSON.stringify(candle)));
    count += truth.filter((candle) => !there.has(candle)).length + Math.abs(there.size - truth.length);
  }
  return count;
}

const questions = () => broker.log.count('get-candles');

test('candles are stored as they end and never before; history is asked a tenth as often as the minute turns', async () => {
  const before = questions();
  for (let minute = 0; minute < 10; minute += 1) {
    await minutePasses();
    await expect.poll(differing, { timeout: 10_000 }).toBe(0);
    feed.live.renewStopped();
    await feed.pass();
  }
  expect(questions() - before).toBe(assets.length);
  expect(await differing()).toBe(0);
}, 60_000);

test.each<[string, Partial<FaultSettings>]>([
  ['each comes twice', { duplicateAnswers: true }],
  ['they come in another order', { outOfOrder: true }],
  ['they are corrected later', { provisionalCandles: 1 }],
  ['one is left out', { missingCandle: true }],
  ['the connection breaks every few frames', { dropAfterFrames: 25 }],
])('when live candles fail and %s, the store is as the broker says soon after', async (_, faults) => {
  broker.faults.set(faults);
  for (let minute = 0; minute < 3; minute += 1) {
    await minutePasses();
    feed.live.renewStopped();
    await feed.pass().catch(() => undefined);
  }
  broker.faults.clear();
  await minutePasses();
  await feed.pass({ isThorough: true });
  expect(await differing()).toBe(0);
});

test('a candle that ended while the connection was lost is asked for, and the next one is told again', async () => {
  broker.dropConnections();
  clockMs += MINUTE_MS;
  await expect.poll(() => broker.openConnections, { timeout: 10_000 }).toBe(1);
  await brokerKnowsTime();
  await feed.pass();
  expect(await differing()).toBe(0);
  const before = questions();
  await minutePasses();
  await expect.poll(differing, { timeout: 10_000 }).toBe(0);
  expect(questions()).toBe(before);
});

test('a broker that goes silent is noticed at the next close: history is asked, over a new connection', async () => {
  await minutePasses();
  await expect.poll(differing, { timeout: 10_000 }).toBe(0);
  feed.live.renewStopped();
  const connections = broker.log.count('connection');
  broker.faults.set({ silentStreams: true });
  await minutePasses();
  feed.live.renewStopped();
  await feed.pass();
  expect(broker.log.count('connection')).toBe(connections + 1);
  expect(await differing()).toBe(0);

  broker.faults.clear();
  await minutePasses();
  await expect.poll(differing, { timeout: 10_000 }).toBe(0);
});

test('a broker that is connected and answers no question is asked over a new connection', async () => {
  const connections = broker.log.count('connection');
  broker.faults.set({ silentStreams: true, unanswered: ['get-candles'] });
  await minutePasses();
  await expect(feed.pass()).rejects.toMatchObject({ code: 'BROKER_TIMEOUT' });
  broker.faults.clear();
  await feed.pass();
  expect(broker.log.count('connection')).toBe(connections + 1);
  expect(await differing()).toBe(0);
});

test('what is not watched any more is not followed, and with another account on duty it goes on there', async () => {
  const told = () => broker.log.count('subscribe candle-generated');
  const before = told();
  await feed.useOperator();
  await feed.pass();
  expect(told() - before).toBe(assets.length);
  const unfollowed = () => broker.log.count('unsubscribe candle-generated');
  const ended = unfollowed();
  const [closed] = assets;
  await db.updateTable('asset').set({ is_open: false }).where('id', '=', closed!.id).execute();
  await feed.pass();
  await expect.poll(unfollowed).toBe(ended + 1);
  await db.updateTable('asset').set({ is_open: true }).where('id', '=', closed!.id).execute();
});
