import { createHash } from 'node:crypto';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import type { Database } from './database.ts';

/** Whose tries are counted: of an account, known or not, and of an address. */
export type TryKey = `account:${string}` | `address:${string}`;

/** So many within a quarter of an hour; an address may be that of a whole office. */
const MOST = { account: 5, address: 20 };
const PAUSE_MS = 15 * MINUTE_MS;
/** Each further failure doubles the pause, up to eight hours. */
const MOST_DOUBLINGS = 5;
const FORGOTTEN_MS = 24 * HOUR_MS;

/** locks: it is the last one for a while unless it succeeds. */
export type Try =
  | { readonly isAllowed: true; readonly locks: boolean }
  | { readonly isAllowed: false; readonly untilMs: EpochMs };

/** Takes a try before it is made: any number of them at once are still counted one by one. */
export async function takeTry(db: Database, key: TryKey, { nowMs }: { nowMs: EpochMs }): Promise<Try> {
  const most = key.startsWith('account:') ? MOST.account : MOST.address;
  const now = new Date(nowMs);
  const hash = hashOf(key);
  return await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('admin_try')
      .values({ key: hash, tries: 0, since: now, free_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const row = await tx
      .selectFrom('admin_try')
      .selectAll()
      .where('key', '=', hash)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (row.tries === 0) await forgetOld(tx, nowMs);
    if (row.free_at.getTime() > nowMs) return { isAllowed: false, untilMs: row.free_at.getTime() };
    const isForgotten = nowMs - row.since.getTime() > (row.tries < most ? PAUSE_MS : FORGOTTEN_MS);
    const tries = isForgotten ? 1 : row.tries + 1;
    const locks = tries >= most;
    const pauseMs = locks ? PAUSE_MS * 2 ** Math.min(tries - most, MOST_DOUBLINGS) : 0;
    await tx
      .updateTable('admin_try')
      .set({ tries, since: now, free_at: new Date(nowMs + pauseMs) })
      .where('key', '=', hash)
      .execute();
    return { isAllowed: true, locks };
  });
}

/** Whoever tries ever new names fills no table. */
async function forgetOld(tx: Database, nowMs: EpochMs): Promise<void> {
  const old = new Date(nowMs - FORGOTTEN_MS);
  await tx.deleteFrom('admin_try').where('since', '<', old).where('free_at', '<', old).execute();
}

/** It succeeded: what was tried before counts no more. */
export async function forgiveTries(db: Database, keys: readonly TryKey[]): Promise<void> {
  await db.deleteFrom('admin_try').where('key', 'in', keys.map(hashOf)).execute();
}

/** What a stranger types as a name may be their password. */
function hashOf(key: TryKey): Buffer {
  return createHash('sha256').update(key).digest();
}
