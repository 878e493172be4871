import { expect, test } from 'vitest';
import type { Asset } from '#io/broker/broker.ts';
import { payoutAt } from '#io/market/asset-state.ts';
import { ensureAsset, findAsset, saveAssets } from '#io/market/assets.ts';
import { freshDatabase } from '../../support/database.ts';

const { database: db, openAnother } = await freshDatabase();

const EURUSD: Asset = {
  ticker: 'EURUSD-OTC',
  brokerAssetId: 76,
  category: 'forex',
  isOtc: true,
  isOpen: true,
  payoutRatio: 0.87,
  schedule: [],
};
const GBPUSD: Asset = { ...EURUSD, ticker: 'GBPUSD-OTC', brokerAssetId: 81 };

async function idOf(ticker: string): Promise<number> {
  return (await findAsset(db, ticker))?.id ?? 0;
}

async function statesOf(ticker: string) {
  const rows = await db
    .selectFrom('asset_state')
    .selectAll()
    .where('asset_id', '=', await idOf(ticker))
    .orderBy('at')
    .execute();
  return rows.map((row) => [row.is_open, row.payout_ratio]);
}

test('a state is written down when it changes, and only then', async () => {
  await saveAssets(db, [EURUSD, GBPUSD]);
  await saveAssets(db, [EURUSD, GBPUSD]);
  await saveAssets(db, [{ ...EURUSD, payoutRatio: 0.8 }, GBPUSD]);
  await saveAssets(db, [{ ...EURUSD, payoutRatio: null }, GBPUSD]);
  await saveAssets(db, [{ ...EURUSD, payoutRatio: null }]);
  expect(await statesOf('EURUSD-OTC')).toEqual([
    [true, 0.87],
    [true, 0.8],
    [true, null],
  ]);
  expect(await statesOf('GBPUSD-OTC')).toEqual([
    [true, 0.87],
    [false, 0.87],
  ]);
});

test('the state of a moment is the last one before it', async () => {
  const asset = { ...EURUSD, ticker: 'AUDUSD-OTC', brokerAssetId: 99 };
  await saveAssets(db, [{ ...asset, payoutRatio: 0.9 }]);
  await saveAssets(db, [{ ...asset, payoutRatio: 0.7 }]);
  const assetId = await idOf(asset.ticker);
  const latest = await payoutAt(db, { assetId, atMs: Date.now() + 60_000 });
  expect(latest).toMatchObject({ isOpen: true, payoutRatio: 0.7 });
  const sinceMs = latest?.sinceMs ?? 0;
  expect(await payoutAt(db, { assetId, atMs: sinceMs })).toEqual(latest);
  await db
    .updateTable('asset_state')
    .set({ at: new Date(sinceMs - 5_000) })
    .where('asset_id', '=', assetId)
    .where('payout_ratio', '=', 0.9)
    .execute();
  expect(await payoutAt(db, { assetId, atMs: sinceMs - 1 })).toMatchObject({ payoutRatio: 0.9 });
  expect(await payoutAt(db, { assetId, atMs: Date.UTC(2020, 0, 1) })).toBeNull();
});

test('assets of files only have no state', async () => {
  await ensureAsset(db, { ticker: 'MYOWN', category: 'forex' });
  await saveAssets(db, [EURUSD]);
  expect(await statesOf('MYOWN')).toEqual([]);
});

test('two processes that save the same list at once write one row', async () => {
  const other = openAnother();
  const list = [{ ...EURUSD, ticker: 'NZDUSD-OTC', brokerAssetId: 100 }];
  await Promise.all(Array.from({ length: 10 }, (_, at) => saveAssets(at % 2 === 0 ? db : other, list)));
  expect(await statesOf('NZDUSD-OTC')).toEqual([[true, 0.87]]);
});
