import { sql } from 'kysely';
import type { EpochMs } from '#engine/index.ts';
import type { Asset, AssetCategory } from '../broker/broker.ts';
import type { Database } from '../db/database.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { recordStates } from './asset-state.ts';

/** PostgreSQL channel on which there is a new list. */
export const ASSETS_CHANNEL = 'assets';

/** An asset as we know it, listed by the broker or brought in from a file. */
export interface StoredAsset extends Omit<Asset, 'brokerAssetId'> {
  readonly id: number;
  /** null: the broker never listed it, so its candles come from files only. */
  readonly brokerAssetId: number | null;
  /** When the broker last listed it. */
  readonly refreshedAtMs: EpochMs | null;
}

export interface CategoryCount {
  readonly category: AssetCategory;
  readonly open: number;
  readonly total: number;
}

/**
 * Takes over the broker's list. Those it does not list any more are closed, not forgotten: their candles stay.
 * Of two with one ticker the first counts.
 */
export async function saveAssets(db: Database, assets: readonly Asset[]): Promise<void> {
  const rows = [...new Map(assets.toReversed().map((asset) => [asset.ticker, asset])).values()].map((asset) => ({
    ticker: asset.ticker,
    broker_asset_id: asset.brokerAssetId,
    category: asset.category,
    is_otc: asset.isOtc,
    is_open: asset.isOpen,
    payout_ratio: asset.payoutRatio,
    schedule: asset.schedule,
  }));
  await inTransaction(db, async (transaction) => {
    // Two lists at once would close each other's assets. Readers are not kept waiting.
    await sql`lock table asset in share row exclusive mode`.execute(transaction);
    await sql`
      insert into asset (ticker, broker_asset_id, category, is_otc, is_open, payout_ratio, schedule, refreshed_at)
      select listed.*, now()
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as listed (
        ticker text, broker_asset_id int, category text, is_otc boolean,
        is_open boolean, payout_ratio double precision, schedule jsonb
      )
      on conflict (ticker) do update set
        broker_asset_id = excluded.broker_asset_id, category = excluded.category, is_otc = excluded.is_otc,
        is_open = excluded.is_open, payout_ratio = excluded.payout_ratio, schedule = excluded.schedule,
        refreshed_at = excluded.refreshed_at`.execute(transaction);
    await sql`
      update asset set is_open = false
      where is_open and ticker <> all (${rows.map((row) => row.ticker)}::text[])`.execute(transaction);
    await recordStates(transaction);
    await sql`select pg_notify(${ASSETS_CHANNEL}, '')`.execute(transaction);
  });
}

/** Makes an asset for candles of one's own, or answers the one with that ticker as it is. */
export async function ensureAsset(
  db: Database,
  asset: { readonly ticker: string; readonly category: AssetCategory },
): Promise<StoredAsset> {
  await db
    .insertInto('asset')
    .values({ ...asset, is_otc: /-OTC\b/i.test(asset.ticker), is_open: false, schedule: '[]' })
    .onConflict((conflict) => conflict.column('ticker').doNothing())
    .execute();
  const row = await selectAssets(db).where('ticker', '=', asset.ticker).executeTakeFirstOrThrow();
  return rowToAsset(row);
}

/** By its exact ticker. */
export async function findAsset(db: Database, ticker: string): Promise<StoredAsset | null> {
  const row = await selectAssets(db).where('ticker', '=', ticker).executeTakeFirst();
  return row === undefined ? null : rowToAsset(row);
}

/** All of them: open ones first, then by ticker. */
export async function listAssets(db: Database): Promise<StoredAsset[]> {
  const rows = await selectAssets(db).orderBy('is_open', 'desc').orderBy('ticker').execute();
  return rows.map(rowToAsset);
}

/** The open ones that pay most, at most `limit` of them. */
export async function openAssets(db: Database, limit: number): Promise<StoredAsset[]> {
  const rows = await selectAssets(db)
    .where('is_open', '=', true)
    .orderBy('payout_ratio', (order) => order.desc().nullsLast())
    .orderBy('ticker')
    .limit(limit)
    .execute();
  return rows.map(rowToAsset);
}

/** What there is to choose from, most open assets first. */
export async function listCategories(db: Database): Promise<CategoryCount[]> {
  const rows = await db
    .selectFrom('asset')
    .select(({ fn }) => [
      'category',
      fn.countAll<number>().as('total'),
      sql<number>`count(*) filter (where is_open)`.as('open'),
    ])
    .groupBy('category')
    .orderBy('open', 'desc')
    .orderBy('category')
    .execute();
  return rows.map((row) => ({ ...row, category: row.category as AssetCategory }));
}

/** How old the broker's list is; Infinity when there never was one. */
export async function assetsAgeMs(db: Database, nowMs: EpochMs): Promise<number> {
  const { newest } = await db
    .selectFrom('asset')
    .select(({ fn }) => fn.max('refreshed_at').as('newest'))
    .executeTakeFirstOrThrow();
  return newest === null ? Number.POSITIVE_INFINITY : Math.max(0, nowMs - newest.getTime());
}

function selectAssets(db: Database) {
  return db.selectFrom('asset').selectAll();
}

type AssetRow = Awaited<ReturnType<ReturnType<typeof selectAssets>['executeTakeFirstOrThrow']>>;

function rowToAsset(row: AssetRow): StoredAsset {
  return {
    id: row.id,
    ticker: row.ticker,
    brokerAssetId: row.broker_asset_id,
    category: row.category as AssetCategory,
    isOtc: row.is_otc,
    isOpen: row.is_open,
    payoutRatio: row.payout_ratio,
    schedule: row.schedule as StoredAsset['schedule'],
    refreshedAtMs: row.refreshed_at?.getTime() ?? null,
  };
}
