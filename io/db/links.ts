import type { Selectable } from 'kysely';
import { type EpochMs, MINUTE_MS } from '#engine/index.ts';
import type { Seal } from '../seal.ts';
import type { Database } from './database.ts';
import { addEndedSession } from './ended-sessions.ts';
import { inTransaction } from './in-transaction.ts';
import { openToken, type Renewal, sealSession } from './link-sessions.ts';
import type { BrokerLinkTable } from './tables.ts';

/** So many accounts one person may have linked at a time. */
export const MOST_ACCOUNTS = 5;

const COLUMNS = [
  ...['id', 'telegram_id', 'broker_user_id', 'display_name', 'state', 'is_current', 'linked_by', 'linked_device'],
  ...['linked_address', 'linked_at', 'last_used_at'],
] as const satisfies readonly (keyof BrokerLinkTable)[];
/** That an account was of use is written down once in so long at the most. */
const TOUCH_MS = 5 * MINUTE_MS;

/** A person's account at the broker, without the secret. */
export interface Link {
  readonly id: number;
  readonly telegramId: number;
  readonly brokerUserId: string;
  readonly displayName: string;
  /** `over`: the broker refused the token, the person must link again. */
  readonly state: 'active' | 'over';
  /** Questions are asked with this one. */
  readonly isCurrent: boolean;
  readonly linkedFrom: LinkedFrom;
  readonly linkedAtMs: EpochMs;
  readonly lastUsedAtMs: EpochMs | null;
}

/** What lets a person know their own session from a stranger's. */
export interface LinkedFrom {
  readonly by: 'password' | 'oauth';
  /** Browser and system, as in `Chrome, Android`; null when they did not say. */
  readonly device: string | null;
  /** The network, its last part left out. */
  readonly address: string | null;
}

export interface NewLink {
  readonly telegramId: number;
  readonly brokerUserId: string;
  readonly displayName: string;
  /** Sealed before it leaves this function. */
  readonly sessionToken: string;
  /** How to get the next token, when this one ends by itself. */
  readonly renewal?: Renewal | null;
  readonly linkedFrom?: LinkedFrom;
  readonly nowMs: EpochMs;
  readonly seal: Seal;
}

/** Stores the link and takes it into use; an earlier one of the same account is replaced. */
export async function saveLink(db: Database, link: NewLink): Promise<void> {
  const { telegramId, brokerUserId, linkedFrom, seal } = link;
  const session = { sessionToken: link.sessionToken, renewal: link.renewal ?? null };
  const seen = {
    display_name: link.displayName,
    state: 'active',
    is_current: true,
    linked_by: linkedFrom?.by ?? 'password',
    linked_device: linkedFrom?.device ?? null,
    linked_address: linkedFrom?.address ?? null,
    linked_at: new Date(link.nowMs),
    last_used_at: null,
    over_at: null,
    unlink_asked_at: null,
  };
  await inTransaction(db, async (tx) => {
    await layAside(tx, telegramId);
    const row = { ...seen, sealed_token: await sealSession(tx, { ...session, telegramId, seal }) };
    await tx
      .insertInto('broker_link')
      .values({ telegram_id: telegramId, broker_user_id: brokerUserId, ...row })
      .onConflict((conflict) => conflict.columns(['telegram_id', 'broker_user_id']).doUpdateSet(row))
      .execute();
  });
}

/** The account in use; null when none is linked. */
export async function findLink(db: Database, telegramId: number): Promise<Link | null> {
  const row = await db
    .selectFrom('broker_link')
    .select(COLUMNS)
    .where('telegram_id', '=', telegramId)
    .where('is_current', '=', true)
    .executeTakeFirst();
  return row === undefined ? null : toLink(row);
}

/** All accounts of a person: the one in use first, then the latest. */
export async function linksOf(db: Database, telegramId: number): Promise<Link[]> {
  const rows = await db
    .selectFrom('broker_link')
    .select(COLUMNS)
    .where('telegram_id', '=', telegramId)
    .orderBy('is_current', 'desc')
    .orderBy('linked_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toLink);
}

/** The people whose account in use works, as far as we know; in no order that means anything, and always the same. */
export async function activeLinks(db: Database): Promise<number[]> {
  const rows = await db
    .selectFrom('broker_link')
    .select('telegram_id')
    .where('state', '=', 'active')
    .where('is_current', '=', true)
    .orderBy('telegram_id')
    .execute();
  return rows.map((row) => row.telegram_id);
}

interface OneLink {
  readonly telegramId: number;
  readonly linkId: number;
}

/** Takes another of the person's accounts into use. null when they have none such, or the broker refuses it. */
export async function useLink(db: Database, { telegramId, linkId }: OneLink): Promise<Link | null> {
  return await inTransaction(db, async (tx) => {
    const wanted = (await lockLinks(tx, telegramId)).find(({ id }) => id === linkId);
    if (wanted?.state !== 'active') return null;
    await layAside(tx, telegramId);
    const row = await tx
      .updateTable('broker_link')
      .set({ is_current: true })
      .where('id', '=', linkId)
      .returning(COLUMNS)
      .executeTakeFirstOrThrow();
    return toLink(row);
  });
}

/** A link that is gone. */
export interface DroppedLink {
  readonly displayName: string;
  /** null when the seal did not open. */
  readonly sessionToken: string | null;
  /** What is to end at the broker (io/db/ended-sessions.ts); null when the seal did not open. */
  readonly endedId: number | null;
  /** What is in use from now on, when another account took its place. */
  readonly next: Link | null;
}

/**
 * Deletes one link; its session is to end at the broker too. In its place the account used last is taken into use, if
 * one works. null: they have no such link.
 */
export async function dropLink(
  db: Database,
  { telegramId, linkId, seal }: OneLink & { seal: Seal },
): Promise<DroppedLink | null> {
  return await inTransaction(db, async (tx) => {
    const rows = await lockLinks(tx, telegramId);
    const dropped = rows.find(({ id }) => id === linkId);
    if (dropped === undefined) return null;
    await tx.deleteFrom('broker_link').where('id', '=', linkId).execute();
    const sessionToken = await openToken(tx, { sealed: dropped.sealed_token, telegramId, seal });
    const endedId = sessionToken === null ? null : await addEndedSession(tx, { telegramId, sessionToken, seal });
    const gone = { displayName: dropped.display_name, sessionToken, endedId };
    if (!dropped.is_current) return { ...gone, next: null };
    const rest = rows.filter(({ id, state }) => id !== linkId && state === 'active');
    const [heir] = rest.sort((a, b) => usedMs(b) - usedMs(a));
    return { ...gone, next: heir === undefined ? null : await useLink(tx, { telegramId, linkId: heir.id }) };
  });
}

/** In the order of their ids, so that two who change them at once do not wait for each other. */
async function lockLinks(db: Database, telegramId: number): Promise<Selectable<BrokerLinkTable>[]> {
  return await db
    .selectFrom('broker_link')
    .selectAll()
    .where('telegram_id', '=', telegramId)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** None is in use; what was to be told of the one that was is old news. */
async function layAside(db: Database, telegramId: number): Promise<void> {
  await lockLinks(db, telegramId);
  await db
    .updateTable('broker_link')
    .set({ is_current: false, is_untold: false })
    .where('telegram_id', '=', telegramId)
    .where('is_current', '=', true)
    .execute();
}

/** The account in use was of use just now. */
export async function touchLink(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<void> {
  await db
    .updateTable('broker_link')
    .set({ last_used_at: new Date(nowMs) })
    .where('telegram_id', '=', telegramId)
    .where('is_current', '=', true)
    .where((is) => is.or([is('last_used_at', 'is', null), is('last_used_at', '<', new Date(nowMs - TOUCH_MS))]))
    .execute();
}

function usedMs({ last_used_at, linked_at }: Selectable<BrokerLinkTable>): EpochMs {
  return (last_used_at ?? linked_at).getTime();
}

function toLink(row: Pick<Selectable<BrokerLinkTable>, (typeof COLUMNS)[number]>): Link {
  return {
    id: row.id,
    telegramId: row.telegram_id,
    brokerUserId: row.broker_user_id,
    displayName: row.display_name,
    state: row.state === 'active' ? 'active' : 'over',
    isCurrent: row.is_current,
    linkedFrom: { by: row.linked_by, device: row.linked_device, address: row.linked_address },
    linkedAtMs: row.linked_at.getTime(),
    lastUsedAtMs: row.last_used_at?.getTime() ?? null,
  };
}
