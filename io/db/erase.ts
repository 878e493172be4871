import { sql } from 'kysely';
import type { EpochMs } from '#engine/index.ts';
import type { Seal } from '../seal.ts';
import { destroyKey } from './data-keys.ts';
import type { Database } from './database.ts';
import { unnameEndedSessions } from './ended-sessions.ts';
import { dropLink, linksOf } from './links.ts';
import { liveSubscriptions, wantRenewal } from './paid-subscriptions.ts';
import { HOLDINGS } from './personal-data.ts';

/** Few enough that nobody waits long for a row. */
const ROWS_AT_ONCE = 1_000;

/**
 * Erases all that is kept of a person, but for what the law keeps. Many short transactions; broken off anywhere it is
 * called again.
 *
 * Shape: rows that went, by table.
 */
export async function erasePerson(db: Database, telegramId: number): Promise<Readonly<Record<string, number>>> {
  const gone: Record<string, number> = {};
  for (const { table, rows, fate } of HOLDINGS) {
    if (fate === 'kept') continue;
    const mine = sql`select ctid from ${sql.table(table)} where ${rows(telegramId)}`;
    const batch = sql`ctid = any(array(${mine}${fate === 'emptied' ? sql` and body <> '{}'` : sql``} limit ${ROWS_AT_ONCE}))`;
    const statement =
      fate === 'erased'
        ? sql`delete from ${sql.table(table)} where ${batch}`
        : sql`update ${sql.table(table)} set body = '{}', chat_id = null where ${batch}`;
    let count = 0;
    for (let isMore = true; isMore; ) {
      const { numAffectedRows = 0n } = await statement.execute(db);
      count += Number(numAffectedRows);
      isMore = numAffectedRows === BigInt(ROWS_AT_ONCE);
    }
    if (count > 0) gone[table] = (gone[table] ?? 0) + count;
  }
  return gone;
}

/** Whether something is still on its way to them: their last answer should reach them. */
export async function isBeingTold(db: Database, telegramId: number): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('chat_id', '=', telegramId)
    .where('state', 'in', ['queued', 'sending', 'unknown'])
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * What must not wait when somebody wants to be forgotten, in a transaction: nothing sealed for them opens any more,
 * nothing of theirs runs on, nothing is charged again.
 *
 * Shape: their sessions that are to end at the broker (io/db/ended-sessions.ts).
 */
export async function withdraw(
  db: Database,
  { telegramId, seal, nowMs }: { telegramId: number; seal: Seal; nowMs: EpochMs },
): Promise<number[]> {
  for (const { id: linkId } of await linksOf(db, telegramId)) await dropLink(db, { telegramId, linkId, seal });
  const endedIds = await unnameEndedSessions(db, { telegramId, seal });
  await destroyKey(db, telegramId);
  const paid = await liveSubscriptions(db, { payerId: telegramId, nowMs });
  await wantRenewal(db, { offerIds: paid.map(({ offerId }) => offerId), renews: false });
  for (const { table, rows } of HOLDINGS.filter((one) => RUNNING.includes(one.table))) {
    await sql`delete from ${sql.table(table)} where ${rows(telegramId)}`.execute(db);
  }
  await db
    .deleteFrom('request')
    .where('telegram_id', '=', telegramId)
    .where('state', 'in', ['accepted', 'running'])
    .execute();
  return endedIds;
}

/** What acts by itself, or lets somebody in. */
const RUNNING: readonly string[] = ['link_page', 'link_step', 'export_part', 'export_file', 'daily', 'notice'];
