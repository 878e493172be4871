import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { DAY_MS, type EpochMs } from '#engine/index.ts';
import type { Database } from './database.ts';

export type PrivacyKind = 'export' | 'erasure';

/** Done by then at the latest. */
const DUE_MS = DAY_MS;

export interface PrivacyRequest {
  readonly id: string;
  readonly kind: PrivacyKind;
  readonly telegramId: number;
  readonly askedMs: EpochMs;
}

/**
 * Somebody wants their data, or to be forgotten; `askedBy` says who asked it for them. The same asked twice is one.
 *
 * Shape: its id, which is the subject of its job.
 */
export async function askPrivacy(
  db: Database,
  { telegramId, kind, askedBy, nowMs }: { telegramId: number; kind: PrivacyKind; askedBy: string; nowMs: EpochMs },
): Promise<string> {
  const row = await db
    .insertInto('privacy_request')
    .values({
      ...{ id: randomBytes(9).toString('hex'), telegram_id: telegramId, kind, asked_by: askedBy },
      ...{ asked_at: new Date(nowMs), due_at: new Date(nowMs + DUE_MS) },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['telegram_id', 'kind'])
        .where('done_at', 'is', null)
        .where('telegram_id', 'is not', null)
        .doUpdateSet({ kind }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** null: it is done. */
export async function openPrivacyRequest(db: Database, id: string): Promise<PrivacyRequest | null> {
  const row = await db
    .selectFrom('privacy_request')
    .select(['kind', 'telegram_id', 'asked_at'])
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || row.telegram_id === null) return null;
  return { id, kind: row.kind, telegramId: row.telegram_id, askedMs: row.asked_at.getTime() };
}

/** Those that wait for a worker, or whose worker may be gone, oldest first. */
export async function openPrivacyRequests(db: Database, { olderThanMs }: { olderThanMs: number }): Promise<string[]> {
  const rows = await db
    .selectFrom('privacy_request')
    .select('id')
    .where('done_at', 'is', null)
    .where('asked_at', '<', sql<Date>`now() - make_interval(secs => ${olderThanMs / 1_000})`)
    .orderBy('asked_at')
    .limit(1_000)
    .execute();
  return rows.map(({ id }) => id);
}

/** It is done. After an erasure nobody can say any more whose it was, nor whose those before it were. */
export async function endPrivacyRequest(db: Database, { id, kind, telegramId }: PrivacyRequest): Promise<void> {
  const done = db.updateTable('privacy_request').set({ done_at: sql<Date>`coalesce(done_at, now())` });
  if (kind === 'export') await done.where('id', '=', id).execute();
  else await done.set({ telegram_id: null }).where('telegram_id', '=', telegramId).execute();
}
