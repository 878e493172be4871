import { sql } from 'kysely';
import { DAY_MS, type EpochMs } from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { noticedTickers } from '../db/notices.ts';
import { listAssets, openAssets, type StoredAsset } from './assets.ts';

/**
 * The open assets worth keeping fresh: those people asked for in the last day, most asked first, then those whose
 * figures somebody waits for, then those that pay most, as far as `most` of the last go.
 */
export async function watchedAssets(
  db: Database,
  { most, nowMs }: { most: number; nowMs: EpochMs },
): Promise<StoredAsset[]> {
  const [asked, noticed, all, paying] = await Promise.all([
    askedTickers(db, nowMs),
    noticedTickers(db),
    listAssets(db),
    openAssets(db, most),
  ]);
  const open = new Map(all.filter(({ isOpen }) => isOpen).map((asset) => [asset.ticker, asset]));
  const wanted = [...asked, ...noticed, ...paying.map(({ ticker }) => ticker)];
  return [...new Set(wanted)].flatMap((ticker) => open.get(ticker) ?? []);
}

async function askedTickers(db: Database, nowMs: EpochMs): Promise<string[]> {
  const rows = await db
    .selectFrom('request')
    .select(sql<string>`query ->> 'ticker'`.as('ticker'))
    .where('created_at', '>', new Date(nowMs - DAY_MS))
    .where(sql<boolean>`query ->> 'ticker' is not null`)
    .groupBy('ticker')
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('ticker')
    .execute();
  return rows.map(({ ticker }) => ticker);
}
