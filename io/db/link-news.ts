import { sql } from 'kysely';
import type { Seconds } from '#engine/index.ts';
import type { Database } from './database.ts';

/** The person is to be told in the chat that the link works; in the transaction that stores it. */
export async function markUntold(db: Database, telegramId: number): Promise<void> {
  await db
    .updateTable('broker_link')
    .set({ is_untold: true })
    .where('telegram_id', '=', telegramId)
    .where('is_current', '=', true)
    .execute();
}

/** In the transaction that says so. Answers false when they were told before. */
export async function markTold(db: Database, telegramId: number): Promise<boolean> {
  const told = await db
    .updateTable('broker_link')
    .set({ is_untold: false })
    .where('telegram_id', '=', telegramId)
    .where('is_untold', '=', true)
    .returning('telegram_id')
    .executeTakeFirst();
  return told !== undefined;
}

/** The people who linked within these seconds and have not been told. */
export async function untoldLinks(db: Database, { withinSeconds }: { withinSeconds: Seconds }): Promise<number[]> {
  const rows = await db
    .selectFrom('broker_link')
    .select('telegram_id')
    .where('is_untold', '=', true)
    .where('state', '=', 'active')
    .where('linked_at', '>', sql<Date>`now() - make_interval(secs => ${withinSeconds})`)
    .execute();
  return rows.map((row) => row.telegram_id);
}

/** The people whose session the broker refused so long ago, and who were not told: no question of theirs found it out. */
export async function untoldEnds(db: Database, { afterSeconds }: { afterSeconds: Seconds }): Promise<number[]> {
  const rows = await db
    .selectFrom('broker_link')
    .select('telegram_id')
    .where('is_untold', '=', true)
    .where('state', '=', 'over')
    .where('over_at', '<', sql<Date>`now() - make_interval(secs => ${afterSeconds})`)
    .execute();
  return rows.map((row) => row.telegram_id);
}

/** What the queue calls a person whose link is news: by the account in use, so that it names nobody. null: none is. */
export async function newsSubject(db: Database, telegramId: number): Promise<string | null> {
  const row = await db
    .selectFrom('broker_link')
    .select('id')
    .where('telegram_id', '=', telegramId)
    .where('is_current', '=', true)
    .executeTakeFirst();
  return row === undefined ? null : String(row.id);
}

/** Whose news that is; null: the link is gone. */
export async function personOfNews(db: Database, subject: string): Promise<number | null> {
  const row = await db
    .selectFrom('broker_link')
    .select('telegram_id')
    .where('id', '=', Number(subject))
    .executeTakeFirst();
  return row?.telegram_id ?? null;
}
