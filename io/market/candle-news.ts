import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { dropReady } from '../db/ready-answers.ts';

/** PostgreSQL channel on which an asset has new candles. */
export const CANDLES_CHANNEL = 'candles';

/** Told of an asset with new or corrected candles; null: perhaps any. */
export type CandleListener = (assetId: number | null) => void;

/** Tells our own notices apart from those of other processes. */
const US = randomUUID();
const listeners = new WeakMap<Database, Set<CandleListener>>();

/**
 * Has a listener told of candles saved over this database by this process, at once after the commit; and by others, when
 * the notices of the channel are handed to the function it returns.
 */
export function hearCandles(db: Database, listener: CandleListener): (payload: string) => void {
  listeners.set(db, (listeners.get(db) ?? new Set()).add(listener));
  return (payload) => {
    const [assetId = '', from] = payload.split(' ');
    if (from !== US) listener(assetId === '' ? null : Number(assetId));
  };
}

/** In the transaction that saves. Who saves in a transaction of its own tells this process too, when that is over. */
export async function tellOthers(db: Database, { assetId, isOurs }: { assetId: number; isOurs: boolean }) {
  await dropReady(db, assetId);
  await sql`select pg_notify(${CANDLES_CHANNEL}, ${isOurs ? `${assetId} ${US}` : String(assetId)})`.execute(db);
}

export function tellUs(db: Database, assetId: number): void {
  for (const listener of listeners.get(db) ?? []) listener(assetId);
}
