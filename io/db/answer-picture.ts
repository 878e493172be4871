import type { Database } from './database.ts';

/** The picture that answered a question, as a PNG. null: it has none, or it is not kept any more. */
export async function answerPicture(db: Database, requestId: string): Promise<Buffer | null> {
  const row = await db
    .selectFrom('outbox')
    .innerJoin('picture', 'picture.hash', 'outbox.picture_hash')
    .select('picture.png')
    .where('outbox.dedupe_key', '=', `${requestId}:answer`)
    .executeTakeFirst();
  return row?.png ?? null;
}
