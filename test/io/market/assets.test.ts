import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { Asset } from '#io/broker/broker.ts';
import type { Database } from '#io/db/database.ts';
import {
  assetsAgeMs,
  ensureAsset,
  findAsset,
  listAssets,
  listCategories,
  openAssets,
  saveAssets,
} from '#io/market/assets.ts';
import { freshDatabase } from '../../support/database.ts';

const { database: db, openAnother } = await freshDatabase();
beforeEach(async () => {
  await db.deleteFrom('asset').execute();
});

const SCHEDULE = [{ openMs: 1_790_000_000_000, closeMs: 1_790_086_400_000 }];
function asset(ticker: string, changes: Partial<Asset> = {}): Asset {
  return {
    ticker,
    brokerAssetId: 76,
    category: 'forex',
    isOtc: ticker.endsWith('-OTC'),
    isOpen: true,
    payoutRatio: 0.87,
    schedule: SCHEDULE,
    ...changes,
  };
}

test('an asset comes back as the broker told it', async () => {
  await saveAssets(db, [asset('EURUSD-OTC'), asset('BTCUSD', { category: 'crypto', payoutRatio: null })]);
  expect(await findAsset(db, 'EURUSD-OTC')).toEqual({
    ...asset('EURUSD-OTC'),
    id: expect.any(Number),
    refreshedAtMs: expect.any(Number),
  });
  expect(await findAsset(db, 'BTCUSD')).toMatchObject({ category: 'crypto', payoutRatio: null, isOtc: false });
  expect(await findAsset(db, 'NOSUCH')).toBeNull();
});

test('a second list changes what it names and closes what it leaves out', async () => {
  await saveAssets(db, [asset('EURUSD'), asset('GBPUSD')]);
  const before = await findAsset(db, 'EURUSD');
  await saveAssets(db, [asset('EURUSD', { payoutRatio: 0.9, brokerAssetId: 1 }), asset('USDJPY', { isOpen: false })]);
  expect(await findAsset(db, 'EURUSD')).toMatchObject({ id: before?.id, payoutRatio: 0.9, brokerAssetId: 1 });
  expect((await listAssets(db)).map(({ ticker, isOpen }) => [ticker, isOpen])).toEqual([
    ['EURUSD', true],
    ['GBPUSD', false],
    ['USDJPY', false],
  ]);
});

test('the first of two with one ticker counts', async () => {
  await saveAssets(db, [asset('EURUSD', { brokerAssetId: 1 }), asset('EURUSD', { brokerAssetId: 2 })]);
  expect(await findAsset(db, 'EURUSD')).toMatchObject({ brokerAssetId: 1 });
});

test('an empty list closes everything', async () => {
  await saveAssets(db, [asset('EURUSD')]);
  await saveAssets(db, []);
  expect(await openAssets(db, 50)).toEqual([]);
});

test('open assets come best paid first, unknown payouts last, no more than asked for', async () => {
  await saveAssets(db, [
    asset('AAA', { payoutRatio: null }),
    asset('BBB', { payoutRatio: 0.8 }),
    asset('CCC', { payoutRatio: 0.92 }),
    asset('DDD', { isOpen: false, payoutRatio: 0.99 }),
    asset('EEE', { payoutRatio: 0.8 }),
  ]);
  const tickers = async (limit: number) => (await openAssets(db, limit)).map(({ ticker }) => ticker);
  expect(await tickers(50)).toEqual(['CCC', 'BBB', 'EEE', 'AAA']);
  expect(await tickers(2)).toEqual(['CCC', 'BBB']);
});

test('categories are counted, most open assets first', async () => {
  await saveAssets(db, [
    asset('BTCUSD', { category: 'crypto' }),
    asset('ETHUSD', { category: 'crypto' }),
    asset('EURUSD', { isOpen: false }),
    asset('GBPUSD'),
  ]);
  expect(await listCategories(db)).toEqual([
    { category: 'crypto', open: 2, total: 2 },
    { category: 'forex', open: 1, total: 2 },
  ]);
});

test('an asset of one’s own is made once, and the broker’s word about it stays', async () => {
  const own = await ensureAsset(db, { ticker: 'EURUSD-OTC', category: 'forex' });
  expect(own).toMatchObject({ brokerAssetId: null, isOtc: true, isOpen: false, schedule: [], refreshedAtMs: null });
  await saveAssets(db, [asset('EURUSD-OTC')]);
  const listed = await ensureAsset(db, { ticker: 'EURUSD-OTC', category: 'crypto' });
  expect(listed).toMatchObject({ id: own.id, brokerAssetId: 76, category: 'forex', isOpen: true });
});

test('the age of the list is that of its newest entry', async () => {
  expect(await assetsAgeMs(db, Date.now())).toBe(Number.POSITIVE_INFINITY);
  await saveAssets(db, [asset('EURUSD')]);
  const refreshedAtMs = (await findAsset(db, 'EURUSD'))?.refreshedAtMs ?? 0;
  expect(await assetsAgeMs(db, refreshedAtMs + 90_000)).toBe(90_000);
});

test('of two lists saved at once the later stands whole', async () => {
  const later = openAnother();
  const ending = Promise.withResolvers<void>();
  let isOver = false;
  await db.transaction().execute(async (transaction) => {
    await saveAssets(transaction, [asset('EURUSD')]);
    saveAssets(later, [asset('GBPUSD')])
      .finally(() => {
        isOver = true;
      })
      .then(ending.resolve, ending.reject);
    while (!isOver && !(await isSomebodyWaiting(transaction))) await turn();
  });
  await ending.promise;
  expect((await openAssets(db, 50)).map(({ ticker }) => ticker)).toEqual(['GBPUSD']);
});

async function isSomebodyWaiting(connection: Database): Promise<boolean> {
  const { rows } = await sql`
    select from pg_locks where not granted and relation = 'asset'::regclass`.execute(connection);
  return rows.length > 0;
}
