import { sql } from 'kysely';
import type { EpochMs, Seconds } from '#engine/index.ts';
import type { Seal } from '../seal.ts';
import type { Database } from './database.ts';

/** A person's account at the broker, without the secret. */
export interface Link {
  readonly telegramId: number;
  readonly brokerUserId: string;
  readonly displayName: string;
  /** `over`: the broker refused the token, the person must link again. */
  readonly state: 'active' | 'over';
  readonly linkedAtMs: EpochMs;
  readonly lastUsedAtMs: EpochMs | null;
}

export interface NewLink {
  readonly telegramId: number;
  readonly brokerUserId: string;
  readonly displayName: string;
  /** Sealed before it leaves this function. */
  readonly sessionToken: string;
  readonly nowMs: EpochMs;
  readonly seal: Seal;
}

/** The session token's place in every seal. */
const FIELD = 'sealed_token';

/** Stores the link; one that was there before is replaced. */
export async function saveLink(db: Database, link: NewLink): Promise<void> {
  const row = {
    broker_user_id: link.brokerUserId,
    display_name: link.displayName,
    sealed_token: link.seal.seal(link.sessionToken, { user: link.telegramId, field: FIELD }),
    state: 'active',
    linked_at: new Date(link.nowMs),
    last_used_at: null,
    over_at: null,
  };
  await db
    .insertInto('broker_link')
    .values({ telegram_id: link.telegramId, ...row })
    .onConflict((conflict) => conflict.column('telegram_id').doUpdateSet(row))
    .execute();
}

export async function findLink(db: Database, telegramId: number): Promise<Link | null> {
  const row = await db
    .selectFrom('broker_link')
    .select(['telegram_id', 'broker_user_id', 'display_name', 'state', 'linked_at', 'last_used_at'])
    .where('telegram_id', '=', telegramId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    telegramId: row.telegram_id,
    brokerUserId: row.broker_user_id,
    displayName: row.display_name,
    state: row.state === 'active' ? 'active' : 'over',
    linkedAtMs: row.linked_at.getTime(),
    lastUsedAtMs: row.last_used_at?.getTime() ?? null,
  };
}

/** The people whose link works, as far as we know; in no order that means anything, and always the same. */
export async function activeLinks(db: Database): Promise<number[]> {
  const rows = await db
    .selectFrom('broker_link')
    .select('telegram_id')
    .where('state', '=', 'active')
    .orderBy('telegram_id')
    .execute();
  return rows.map((row) => row.telegram_id);
}

/** The person is to be told in the chat that the link works; in the transaction that stores it. */
export async function markUntold(db: Database, telegramId: number): Promise<void> {
  await db.updateTable('broker_link').set({ is_untold: true }).where('telegram_id', '=', telegramId).execute();
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

/**
 * The session token of an active link; null when there is none. For the memory of the caller only.
 *
 * Errors: SEAL_BROKEN when the row is not the one we wrote for this person.
 */
export async function readSessionToken(db: Database, { telegramId, seal }: TokenRequest): Promise<string | null> {
  const sealed = await activeSeal(db, telegramId);
  return sealed === null ? null : seal.open(sealed, { user: telegramId, field: FIELD });
}

async function activeSeal(db: Database, telegramId: number): Promise<string | null> {
  const row = await db
    .selectFrom('broker_link')
    .select('sealed_token')
    .where('telegram_id', '=', telegramId)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return row?.sealed_token ?? null;
}

/**
 * Deletes the link and hands its session token over, once, for the logout at the broker.
 *
 * Shape: null when there was no link; a token of null when the seal did not open (the row is gone all the same).
 */
export async function dropLink(
  db: Database,
  { telegramId, seal }: TokenRequest,
): Promise<{ sessionToken: string | null } | null> {
  const row = await db
    .deleteFrom('broker_link')
    .where('telegram_id', '=', telegramId)
    .returning('sealed_token')
    .executeTakeFirst();
  if (row === undefined) return null;
  try {
    return { sessionToken: seal.open(row.sealed_token, { user: telegramId, field: FIELD }) };
  } catch {
    return { sessionToken: null };
  }
}

/**
 * The broker refused this token. Answers true only to the first who says so; its person is to be told. Nothing happens
 * when they have linked again meanwhile.
 */
export async function markLinkOver(
  db: Database,
  { telegramId, sessionToken, seal }: TokenRequest & { sessionToken: string },
): Promise<boolean> {
  const sealed = await activeSeal(db, telegramId);
  if (sealed === null || seal.open(sealed, { user: telegramId, field: FIELD }) !== sessionToken) return false;
  const row = await db
    .updateTable('broker_link')
    .set({ state: 'over', over_at: sql<Date>`now()`, is_untold: true })
    .where('telegram_id', '=', telegramId)
    .where('state', '=', 'active')
    .where('sealed_token', '=', sealed)
    .returning('telegram_id')
    .executeTakeFirst();
  return row !== undefined;
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

/** The link was of use just now. */
export async function touchLink(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<void> {
  await db
    .updateTable('broker_link')
    .set({ last_used_at: new Date(nowMs) })
    .where('telegram_id', '=', telegramId)
    .execute();
}

interface TokenRequest {
  readonly telegramId: number;
  readonly seal: Seal;
}
