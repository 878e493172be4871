import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { withLock } from './process-lock.ts';

/** The name of a picture by what it shows. */
export function pictureHash(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

/**
 * False also when neither we nor Telegram have its bytes any more: then it must be drawn again. One that is there is
 * about to be shown, and counts as new: it stays as long as the answer it goes with.
 */
export async function hasPicture(db: Database, hash: string): Promise<boolean> {
  const row = await db
    .selectFrom('picture')
    .select(sql<boolean>`created_at < now() - interval '1 day'`.as('is_old'))
    .where('hash', '=', hash)
    .where((picture) => picture.or([picture('png', 'is not', null), picture('file_id', 'is not', null)]))
    .executeTakeFirst();
  if (row?.is_old) await db.updateTable('picture').set({ created_at: sql`now()` }).where('hash', '=', hash).execute();
  return row !== undefined;
}

/** The name Telegram has for a picture it was given; null: it has none yet. */
export async function pictureFileId(db: Database, hash: string): Promise<string | null> {
  const row = await db.selectFrom('picture').select('file_id').where('hash', '=', hash).executeTakeFirst();
  return row?.file_id ?? null;
}

const LOCK_SPACE = 7_245_003;

/** Does the work while no other process does it for the same picture. */
export function withPictureLock<Result>(db: Database, hash: string, work: () => Promise<Result>): Promise<Result> {
  return withLock(db, { space: LOCK_SPACE, id: Buffer.from(hash, 'base64url').readInt32BE() }, work);
}

export async function savePicture(db: Database, { hash, png }: { hash: string; png: Uint8Array }): Promise<void> {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  await db
    .insertInto('picture')
    .values({ hash, png: bytes, file_id: null })
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ png: bytes }).where('picture.png', 'is', null))
    .execute();
}
