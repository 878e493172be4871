import { sql } from 'kysely';
import type { EpochMs } from '#engine/index.ts';
import type { Seal } from '../seal.ts';
import type { Database } from './database.ts';
import { dropLink } from './links.ts';

/**
 * Asks for the end of all accounts that a person has linked, on their behalf. From now on nobody asks the broker with
 * them; a worker drops them, and ends their sessions there as /unlink does. Answers how many there were.
 */
export async function askUnlink(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<number> {
  const now = new Date(nowMs);
  const result = await db
    .updateTable('broker_link')
    .set({ state: 'over', over_at: now, unlink_asked_at: now })
    .where('telegram_id', '=', telegramId)
    .where('unlink_asked_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Drops the links whose end was asked for. Answers what is to end at the broker (io/db/ended-sessions.ts). */
export async function dropAskedLinks(db: Database, { seal }: { seal: Seal }): Promise<number[]> {
  const asked = await db
    .selectFrom('broker_link')
    .select(['id', 'telegram_id'])
    .where('unlink_asked_at', 'is not', null)
    .orderBy('unlink_asked_at')
    .limit(100)
    .execute();
  const ended: number[] = [];
  for (const { id: linkId, telegram_id: telegramId } of asked) {
    const dropped = await db.transaction().execute(async (tx) => {
      // Whoever has linked the account again meanwhile keeps it.
      const isStillAsked = await sql`
        select from broker_link where id = ${linkId} and unlink_asked_at is not null for update`.execute(tx);
      return isStillAsked.rows.length === 0 ? null : await dropLink(tx, { telegramId, linkId, seal });
    });
    const endedId = dropped?.endedId ?? null;
    if (endedId !== null) ended.push(endedId);
  }
  return ended;
}
