import type { EpochMs } from '#engine/index.ts';
import type { Database } from './database.ts';

/** From their next message on the bot does nothing for them. False: it did not before either. */
export async function blockPerson(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<boolean> {
  const result = await db
    .updateTable('person')
    .set({ blocked_at: new Date(nowMs) })
    .where('telegram_id', '=', telegramId)
    .where('blocked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function unblockPerson(db: Database, telegramId: number): Promise<boolean> {
  const result = await db
    .updateTable('person')
    .set({ blocked_at: null })
    .where('telegram_id', '=', telegramId)
    .where('blocked_at', 'is not', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function addNote(
  db: Database,
  { telegramId, text, madeBy }: { telegramId: number; text: string; madeBy: string },
): Promise<void> {
  await db.insertInto('person_note').values({ telegram_id: telegramId, text, made_by: madeBy }).execute();
}
