import { sql } from 'kysely';
import { AppError } from '#engine/index.ts';
import type { Seal } from '../seal.ts';
import { openingFor, sealingFor } from './data-keys.ts';
import type { Database } from './database.ts';

/*
 * Sessions whose link is gone and which the broker still knows. They are kept until it has heard of it, however long
 * it is away: a session that somebody ended must not live on elsewhere.
 */

/** So long one is left alone after a try, so that only one at a time tries. */
const NEXT_TRY_SECONDS = 60;
/** A job this young is on its way. */
const GRACE_SECONDS = 5;
/** Its place in every seal. */
export const ENDED_FIELD = 'ended_session';

/** Writes down a session that is to end, in the transaction that drops its link. Returns its id. */
export async function addEndedSession(
  db: Database,
  { sessionToken, ...owner }: { telegramId: number; sessionToken: string; seal: Seal },
): Promise<number> {
  const sealed_token = (await sealingFor(db, owner)).seal(sessionToken, { user: owner.telegramId, field: ENDED_FIELD });
  const row = await db
    .insertInto('ended_session')
    .values({ telegram_id: owner.telegramId, sealed_token })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Those whose turn has come and that no job is known to be at. */
export async function waitingEndedSessions(db: Database): Promise<number[]> {
  const rows = await db
    .selectFrom('ended_session')
    .select('id')
    .where('not_before', '<', sql<Date>`now() - make_interval(secs => ${GRACE_SECONDS})`)
    .execute();
  return rows.map(({ id }) => id);
}

/** Its token, for one try at a time; null when another has it, it is done with, or we cannot open it any more. */
export async function takeEndedSession(db: Database, { id, seal }: { id: number; seal: Seal }): Promise<string | null> {
  const row = await db
    .updateTable('ended_session')
    .set({ not_before: sql<Date>`now() + make_interval(secs => ${NEXT_TRY_SECONDS})` })
    .where('id', '=', id)
    .where('not_before', '<=', sql<Date>`now()`)
    .returning(['telegram_id', 'sealed_token'])
    .executeTakeFirst();
  if (row === undefined) return null;
  try {
    const own = await openingFor(db, { telegramId: row.telegram_id, seal });
    return own.open(row.sealed_token, { user: row.telegram_id, field: ENDED_FIELD });
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'SEAL_BROKEN')) throw error;
    await forgetEndedSession(db, id);
    return null;
  }
}

/** The broker has heard of it. */
export async function forgetEndedSession(db: Database, id: number): Promise<void> {
  await db.deleteFrom('ended_session').where('id', '=', id).execute();
}
