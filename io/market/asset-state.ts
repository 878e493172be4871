import { sql } from 'kysely';
import type { EpochMs } from '#engine/index.ts';
import type { Database } from '../db/database.ts';

/** What the broker said of an asset at some moment. */
export interface AssetState {
  readonly sinceMs: EpochMs;
  readonly isOpen: boolean;
  /** Net profit per unit staked; null when the broker did not say. */
  readonly payoutRatio: number | null;
}

/** Adds a row for each asset of the broker that is not as its last row says. The caller holds the list's lock. */
export async function recordStates(db: Database): Promise<void> {
  // clock_timestamp: now() is when the transaction began, and who waited for the lock longest began first.
  await sql`
    insert into asset_state (asset_id, at, is_open, payout_ratio)
    select asset.id, clock_timestamp(), asset.is_open, asset.payout_ratio
    from asset
    left join lateral (
      select true as is_there, is_open, payout_ratio from asset_state
      where asset_id = asset.id order by at desc limit 1
    ) as last on true
    where asset.broker_asset_id is not null
      and (last.is_there is null
        or last.is_open <> asset.is_open
        or last.payout_ratio is distinct from asset.payout_ratio)`.execute(db);
}

/** The state that held at a moment; null before the broker first listed the asset. */
export async function payoutAt(
  db: Database,
  { assetId, atMs }: { assetId: number; atMs: EpochMs },
): Promise<AssetState | null> {
  const row = await db
    .selectFrom('asset_state')
    .selectAll()
    .where('asset_id', '=', assetId)
    // Its times are finer than ours: the whole millisecond counts.
    .where('at', '<', new Date(atMs + 1))
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { sinceMs: row.at.getTime(), isOpen: row.is_open, payoutRatio: row.payout_ratio };
}

/** A state, and when it began to hold. */
export interface DatedState extends Omit<AssetState, 'sinceMs'> {
  readonly atMs: EpochMs;
}

/** So many changes at most, the latest: an asset has a handful a day. */
const MOST_STATES = 5_000;

/** How an asset was since a moment: the state that held then, and each change after it, in order. */
export async function statesSince(
  db: Database,
  { assetId, fromMs }: { assetId: number; fromMs: EpochMs },
): Promise<DatedState[]> {
  const first = await payoutAt(db, { assetId, atMs: fromMs });
  const rows = await db
    .selectFrom('asset_state')
    .selectAll()
    .where('asset_id', '=', assetId)
    .where('at', '>=', new Date(fromMs))
    .orderBy('at', 'desc')
    .limit(MOST_STATES)
    .execute();
  const later = rows
    .reverse()
    .map((row) => ({ atMs: row.at.getTime(), isOpen: row.is_open, payoutRatio: row.payout_ratio }));
  return first === null ? later : [{ atMs: fromMs, isOpen: first.isOpen, payoutRatio: first.payoutRatio }, ...later];
}
