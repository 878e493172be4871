import { sql } from 'kysely';
import { type EpochMs, MINUTE_MS } from '#engine/index.ts';
import type { Database } from './database.ts';

/** After a login that the broker refused the next one for that account waits so long: guessing on would lock it. */
export const LOGIN_PAUSE_MS = 10 * MINUTE_MS;

interface Account {
  /** Its fingerprint (io/seal). */
  readonly account: Buffer;
}

/** When this account may try to log in again, whichever page or process it comes from; null: now. */
export async function loginRestsUntil(
  db: Database,
  { account, nowMs }: Account & { nowMs: EpochMs },
): Promise<EpochMs | null> {
  const row = await db.selectFrom('login_try').select('free_at').where('account', '=', account).executeTakeFirst();
  const freeMs = row?.free_at.getTime() ?? nowMs;
  return freeMs > nowMs ? freeMs : null;
}

/** The broker refused a login of this account: nobody tries again before then. A longer pause that holds stays. */
export async function restLogin(db: Database, { account, untilMs }: Account & { untilMs: EpochMs }): Promise<void> {
  await db
    .insertInto('login_try')
    .values({ account, free_at: new Date(untilMs) })
    .onConflict((conflict) =>
      conflict.column('account').doUpdateSet({ free_at: sql<Date>`greatest(login_try.free_at, excluded.free_at)` }),
    )
    .execute();
}
