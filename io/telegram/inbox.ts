import type { Update } from 'grammy/types';
import { type InsertObject, sql } from 'kysely';
import type { Database } from '#io/db/database.ts';
import { toJsonb } from '#io/db/json.ts';
import { isUnheld } from '#io/db/lease.ts';
import type { Tables } from '#io/db/tables.ts';
import { type InboxUpdate, redact } from './redact.ts';

export type { InboxUpdate } from './redact.ts';

/** After so many tries an update is taken for the reason of the crash itself, and set aside. */
const MAX_ATTEMPTS = 3;

/**
 * Stores a batch of updates; the caller may confirm them to Telegram only after this resolved.
 *
 * Returns the ones that are new, in order; updates seen before are dropped.
 */
export async function storeUpdates(db: Database, updates: readonly Update[]): Promise<InboxUpdate[]> {
  const unique = new Map(updates.map((update) => [update.update_id, redact(update)]));
  if (unique.size === 0) return [];
  const stored = await db
    .insertInto('telegram_update')
    .values([...unique.values()].map(toRow))
    .onConflict((conflict) => conflict.column('update_id').doNothing())
    .returning('update_id')
    .execute();
  return stored
    .map((row) => unique.get(row.update_id))
    .filter((update) => update !== undefined)
    .sort((a, b) => a.update_id - b.update_id);
}

export interface ClaimedUpdates {
  readonly updates: InboxUpdate[];
  /** Those that kept crashing us: nobody handles them any more. */
  readonly setAside: InboxUpdate[];
  /** Others are open too, and wait for one of these, for one that was taken before, or for room. */
  readonly isMore: boolean;
}

/**
 * Takes open updates to be handled by this process: the oldest open one of each chat, so that a chat is handled in
 * order whichever process takes it.
 */
export async function claimUpdates(
  db: Database,
  { owner, limit }: { owner: string; limit: number },
): Promise<ClaimedUpdates> {
  const { rows } = await sql<{ update_id: number | null; body: unknown; is_set_aside: boolean; is_more: boolean }>`
    with ready as (
      select update_id from telegram_update u
      where done_at is null and claimed_by is null
        and not exists (
          select 1 from telegram_update e
          where e.chat_id = u.chat_id and e.update_id < u.update_id and e.done_at is null)
      order by update_id limit ${limit} for update skip locked),
    taken as (
      update telegram_update u
      set claimed_by = ${owner}, attempts = attempts + 1,
        done_at = case when attempts + 1 > ${MAX_ATTEMPTS} then now() end
      from ready where u.update_id = ready.update_id
      returning u.update_id, u.body, u.done_at is not null as is_set_aside)
    select taken.*, is_more from (
      select exists (
        select 1 from telegram_update u
        where done_at is null and claimed_by is null
          and not exists (select 1 from ready where ready.update_id = u.update_id)) as is_more) look
    left join taken on true order by update_id`.execute(db);
  const taken = rows.filter((row) => row.update_id !== null);
  return {
    updates: taken.filter((row) => !row.is_set_aside).map((row) => row.body as InboxUpdate),
    setAside: taken.filter((row) => row.is_set_aside).map((row) => row.body as InboxUpdate),
    isMore: rows[0]?.is_more ?? false,
  };
}

/** Frees what dead or standing processes had taken. */
export async function freeUpdates(db: Database): Promise<void> {
  await db
    .updateTable('telegram_update')
    .set({ claimed_by: null })
    .where('done_at', 'is', null)
    .where('claimed_by', 'is not', null)
    .where(isUnheld('claimed_by'))
    .execute();
}

/** Frees what this process had taken without hearing of it, all but what it has in hand. */
export async function freeUnheard(
  db: Database,
  { owner, inHand }: { owner: string; inHand: readonly number[] },
): Promise<void> {
  await db
    .updateTable('telegram_update')
    .set({ claimed_by: null })
    .where('done_at', 'is', null)
    .where('claimed_by', '=', owner)
    .where(sql<boolean>`update_id <> all (${inHand})`)
    .execute();
}

/** How many updates wait to be handled, counted up to `most`. */
export async function countOpenUpdates(db: Database, { most }: { most: number }): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open
    from (select 1 from telegram_update where done_at is null limit ${most}) waiting`.execute(db);
  return rows[0]?.open ?? 0;
}

/** Marks an update as handled, in the transaction of its effects. False: somebody else already did. */
export async function markUpdateDone(db: Database, updateId: number): Promise<boolean> {
  const result = await db
    .updateTable('telegram_update')
    .set({ done_at: sql`now()` })
    .where('update_id', '=', updateId)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

function toRow(update: InboxUpdate): InsertObject<Tables, 'telegram_update'> {
  const { update_id } = update;
  const chat = chatOf(update);
  // In a group we are a guest: nothing is said there, and nothing of it is kept but that it came.
  if (chat?.type !== undefined && chat.type !== 'private') {
    return { update_id, chat_id: null, body: toJsonb({ update_id }), done_at: sql<Date>`now()` };
  }
  return { update_id, chat_id: chat?.id ?? null, body: toJsonb(update) };
}

/** What a webhook is given may lack anything; the handler says so, and the inbox goes on. */
function chatOf(update: Update): { id?: number; type?: string } | undefined {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  return message?.chat ?? update.my_chat_member?.chat;
}
