import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { AppError, DAY_MS } from '#engine/index.ts';
import { createSeal, type Seal } from '../seal.ts';
import { HOUSE, houseKey, openingFor, sealingFor } from './data-keys.ts';
import type { Database } from './database.ts';

/*
 * Sessions whose link is gone and which the broker still knows. They are kept until it has heard of it, however long
 * it is away: a session that somebody ended must not live on elsewhere. Those of people who are forgotten say no more
 * whose they were, and are tried for a day.
 */

/** A job this young is on its way. */
const GRACE_SECONDS = 5;
/** So long for whoever is forgotten. */
const NAMELESS_MS = DAY_MS;
/** Its place in every seal. */
export const ENDED_FIELD = 'ended_session';

/** Of the try that begins: 30 s, a minute, … an hour; nobody else tries meanwhile. */
const PAUSE = sql`make_interval(secs => least(3600, 30 * power(2, least(tries, 7))))`;

interface Owner {
  readonly telegramId: number;
  readonly seal: Seal;
}

/** Writes down a session that is to end, in the transaction that drops its link. Returns its id. */
export async function addEndedSession(
  db: Database,
  { sessionToken, ...owner }: Owner & { sessionToken: string },
): Promise<number> {
  const sealed_token = (await sealingFor(db, owner)).seal(sessionToken, { user: owner.telegramId, field: ENDED_FIELD });
  const row = await db
    .insertInto('ended_session')
    .values({ telegram_id: owner.telegramId, sealed_token })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/**
 * Before a person's key is destroyed: their sessions that are to end are sealed anew with a key of the house, and
 * nothing says any more whose they were. In a transaction. Returns their ids.
 */
export async function unnameEndedSessions(db: Database, { telegramId, seal }: Owner): Promise<number[]> {
  const rows = await db
    .selectFrom('ended_session')
    .select(['id', 'sealed_token'])
    .where('telegram_id', '=', telegramId)
    .forUpdate()
    .execute();
  if (rows.length === 0) return [];
  const [own, house] = [await openingFor(db, { telegramId, seal }), await houseSeal(db, seal)];
  for (const { id, sealed_token } of rows) {
    const plain = opened(own, { sealed: sealed_token, user: telegramId });
    if (plain === null) await forgetEndedSession(db, id);
    else {
      const sealed = house.seal(plain, { user: HOUSE, field: ENDED_FIELD });
      const row = { telegram_id: null, sealed_token: sealed, ended_at: sql<Date>`now()` };
      await db.updateTable('ended_session').set(row).where('id', '=', id).execute();
    }
  }
  return rows.map(({ id }) => id);
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

/** Its token, for one try at a time; null when another has it, it is done with, or it is given up. */
export async function takeEndedSession(db: Database, { id, seal }: { id: number; seal: Seal }): Promise<string | null> {
  const row = await db
    .updateTable('ended_session')
    .set((is) => ({ tries: is('tries', '+', 1), not_before: sql<Date>`now() + ${PAUSE}` }))
    .where('id', '=', id)
    .where('not_before', '<=', sql<Date>`now()`)
    .returning(['telegram_id', 'sealed_token', 'ended_at', sql<Date>`now()`.as('now')])
    .executeTakeFirst();
  if (row === undefined) return null;
  const { telegram_id: telegramId, sealed_token: sealed } = row;
  const isTooOld = telegramId === null && row.now.getTime() - row.ended_at.getTime() > NAMELESS_MS;
  const own = telegramId === null ? await houseSeal(db, seal) : await openingFor(db, { telegramId, seal });
  const plain = isTooOld ? null : opened(own, { sealed, user: telegramId ?? HOUSE });
  if (plain === null) await forgetEndedSession(db, id);
  return plain;
}

/** The broker has heard of it, or never will. */
export async function forgetEndedSession(db: Database, id: number): Promise<void> {
  await db.deleteFrom('ended_session').where('id', '=', id).execute();
}

function opened(own: Pick<Seal, 'open'>, { sealed, user }: { sealed: string; user: number }): string | null {
  try {
    return own.open(sealed, { user, field: ENDED_FIELD });
  } catch (error) {
    if (error instanceof AppError && error.code === 'SEAL_BROKEN') return null;
    throw error;
  }
}

/** Its key lies in the ring, as everybody's does. */
async function houseSeal(db: Database, seal: Seal): Promise<Seal> {
  return createSeal(await houseKey(db, { purpose: ENDED_FIELD, first: randomBytes(32), seal }));
}
