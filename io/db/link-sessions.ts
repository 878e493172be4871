import { sql } from 'kysely';
import { AppError, type EpochMs } from '#engine/index.ts';
import type { Seal } from '../seal.ts';
import { openingFor, sealingFor } from './data-keys.ts';
import type { Database } from './database.ts';

/** A session at the broker, in the clear: for the memory of the caller only. */
export interface LinkSession {
  readonly sessionToken: string;
  /** null: the token works until the broker refuses it. */
  readonly renewal: Renewal | null;
}

/** How a token that ends by itself gets its next one (OAuth). */
export interface Renewal {
  readonly refreshToken: string;
  readonly endsMs: EpochMs;
}

interface Whose {
  readonly telegramId: number;
  readonly seal: Seal;
}

/** The session token's place in every seal. */
export const SESSION_FIELD = 'sealed_token';

/**
 * In the transaction that stores it: until then nobody gives this person another key. A token alone is sealed as it is,
 * so that what was stored before there were renewals still opens.
 */
export async function sealSession(
  db: Database,
  { sessionToken, renewal, telegramId, seal }: LinkSession & Whose,
): Promise<string> {
  const plain = renewal === null ? sessionToken : JSON.stringify({ sessionToken, ...renewal });
  const own = await sealingFor(db, { telegramId, seal });
  return own.seal(plain, { user: telegramId, field: SESSION_FIELD });
}

/** Errors: SEAL_BROKEN when the row is not the one we wrote for this person. */
export async function openSession(
  db: Database,
  { sealed, telegramId, seal }: Whose & { sealed: string },
): Promise<LinkSession> {
  const own = await openingFor(db, { telegramId, seal });
  const plain = own.open(sealed, { user: telegramId, field: SESSION_FIELD });
  if (!plain.startsWith('{')) return { sessionToken: plain, renewal: null };
  const { sessionToken, refreshToken, endsMs } = JSON.parse(plain) as { sessionToken: string } & Renewal;
  return { sessionToken, renewal: { refreshToken, endsMs } };
}

/**
 * The session of the account in use; null when there is none that works.
 *
 * Errors: SEAL_BROKEN when the row is not the one we wrote for this person.
 */
export async function readSession(db: Database, whose: Whose): Promise<LinkSession | null> {
  const row = await db
    .selectFrom('broker_link')
    .select('sealed_token')
    .where('telegram_id', '=', whose.telegramId)
    .where('is_current', '=', true)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return row === undefined ? null : await openSession(db, { sealed: row.sealed_token, ...whose });
}

/** Its token alone. */
export async function readSessionToken(db: Database, whose: Whose): Promise<string | null> {
  return (await readSession(db, whose))?.sessionToken ?? null;
}

/** The token that is stored for one account of a person, in use or not; null when there is none that opens. */
export async function readAccountToken(
  db: Database,
  { brokerUserId, ...whose }: Whose & { brokerUserId: string },
): Promise<string | null> {
  const row = await db
    .selectFrom('broker_link')
    .select('sealed_token')
    .where('telegram_id', '=', whose.telegramId)
    .where('broker_user_id', '=', brokerUserId)
    .executeTakeFirst();
  return row === undefined ? null : await openToken(db, { sealed: row.sealed_token, ...whose });
}

/** Whether this token is the one of a link that works. */
export async function isTokenKept(db: Database, token: Whose & { sessionToken: string }): Promise<boolean> {
  return (await findByToken(db, token)) !== null;
}

/** The token alone; null when the seal does not open. */
export async function openToken(db: Database, sealed: Whose & { sealed: string }): Promise<string | null> {
  try {
    return (await openSession(db, sealed)).sessionToken;
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'SEAL_BROKEN')) throw error;
    return null;
  }
}

/**
 * The broker refused this token. Answers true only to the first who says so; its person is to be told, if it is of the
 * account in use. Nothing happens when they have linked again meanwhile.
 */
export async function markLinkOver(
  db: Database,
  { sessionToken, ...whose }: Whose & { sessionToken: string },
): Promise<boolean> {
  const found = await findByToken(db, { sessionToken, ...whose });
  if (found === null) return false;
  const row = await db
    .updateTable('broker_link')
    .set((is) => ({ state: 'over', over_at: sql<Date>`now()`, is_untold: is.ref('is_current') }))
    .where('id', '=', found.id)
    .where('state', '=', 'active')
    .where('sealed_token', '=', found.sealed)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Puts a renewed session in the place of the one with this token. `renew` is asked while nobody else can ask for the
 * same row, because a refresh token works once; null from it: the broker refuses, and nothing changes.
 *
 * Shape: the session that is stored afterwards; null when there is none with this token that could be renewed.
 */
export async function renewSession(
  db: Database,
  {
    sessionToken,
    renew,
    ...whose
  }: Whose & { sessionToken: string; renew: (refreshToken: string) => Promise<LinkSession | null> },
): Promise<LinkSession | null> {
  return await db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('broker_link')
      .select(['id', 'sealed_token'])
      .where('telegram_id', '=', whose.telegramId)
      .where('is_current', '=', true)
      .where('state', '=', 'active')
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return null;
    const stored = await openSession(tx, { sealed: row.sealed_token, ...whose });
    // Somebody else was quicker.
    if (stored.sessionToken !== sessionToken) return stored;
    if (stored.renewal === null) return null;
    const renewed = await renew(stored.renewal.refreshToken);
    if (renewed === null) return null;
    const sealed_token = await sealSession(tx, { ...renewed, ...whose });
    await tx.updateTable('broker_link').set({ sealed_token }).where('id', '=', row.id).execute();
    return renewed;
  });
}

async function findByToken(
  db: Database,
  { sessionToken, ...whose }: Whose & { sessionToken: string },
): Promise<{ id: number; sealed: string } | null> {
  const rows = await db
    .selectFrom('broker_link')
    .select(['id', 'sealed_token'])
    .where('telegram_id', '=', whose.telegramId)
    .where('state', '=', 'active')
    .execute();
  for (const { id, sealed_token: sealed } of rows) {
    if ((await openToken(db, { sealed, ...whose })) === sessionToken) return { id, sealed };
  }
  return null;
}
