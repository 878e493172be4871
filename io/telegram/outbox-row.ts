import { type Selectable, sql } from 'kysely';
import type { Database } from '#io/db/database.ts';
import type { OutboxTable } from '#io/db/tables.ts';

export type Json = Record<string, unknown>;
export type OutboxRow = Omit<Selectable<OutboxTable>, 'payload'> & {
  readonly payload: Json;
  /** The row was claimed after an answer had been lost. */
  readonly wasUnknown: boolean;
  /** A newer edit of the same message waits: this one need not be seen. */
  readonly isSuperseded: boolean;
  /** The message this edit is meant for; null: it never came to be, or the row is no edit of another row's message. */
  readonly targetMessageId: number | null;
  /** Where the chat stood before that message. */
  readonly targetAfterMessageId: number | null;
};

/**
 * Takes rows that may go out now: the oldest open one of each chat, so that a chat reads in order.
 * A claimed row is `sending`; whoever claims must settle it. `isMore`: others could go too, and wait for one of these,
 * for one that was taken before, or for room.
 */
export async function claimRows(db: Database, limit: number): Promise<{ rows: OutboxRow[]; isMore: boolean }> {
  // All in one: every further question would be one more journey to the database for each message.
  const { rows } = await sql<OutboxRow & { is_more: boolean }>`
    with ready as (
      select id, state as was, target_id from outbox o
      where state in ('queued', 'unknown') and (not_before is null or not_before <= now())
        and not exists (
          select 1 from outbox e
          where e.chat_id = o.chat_id and (e.id < o.id or e.state = 'sending')
            and e.state in ('queued', 'sending', 'unknown'))
      order by id limit ${limit} for update skip locked),
    taken as (
    update outbox set state = 'sending', attempts = outbox.attempts + 1,
      -- An answer that was lost may be of an earlier try: what stood in the chats before that one is what counts.
      sending_at = case when ready.was = 'unknown' then coalesce(outbox.sending_at, now()) else now() end
    from ready left join outbox target on target.id = ready.target_id
    where outbox.id = ready.id
    returning outbox.*, ready.was = 'unknown' as "wasUnknown",
      target.message_id as "targetMessageId", target.after_message_id as "targetAfterMessageId",
      exists (
        select 1 from outbox newer
        where newer.target_id = outbox.target_id and newer.id > outbox.id and newer.state = 'queued'
      ) as "isSuperseded")
    select taken.*, is_more from (
      select exists (
        select 1 from outbox o
        where state in ('queued', 'unknown') and (not_before is null or not_before <= now())
          and not exists (select 1 from ready where ready.id = o.id)) as is_more) look
    left join taken on true`.execute(db);
  return { rows: rows.filter(({ id }) => id !== null), isMore: rows[0]?.is_more ?? false };
}

/**
 * Rows that are being sent and that nobody sends, all but those: whether Telegram did them is not known.
 * Those of broadcasts are the broadcaster's.
 */
export async function disownRows(db: Database, { but }: { but: readonly number[] }): Promise<number> {
  const result = await db
    .updateTable('outbox')
    .set({ state: 'unknown', not_before: null })
    .where('state', '=', 'sending')
    .where('campaign_id', 'is', null)
    .where(sql<boolean>`id <> all (${but})`)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** When the next waiting row may go, as milliseconds from now; null: nothing waits. */
export async function nextDueMs(db: Database): Promise<number | null> {
  const { rows } = await sql<{ due: number | null }>`
    select extract(epoch from min(not_before) - now()) * 1000 as due
    from outbox where state in ('queued', 'unknown') and not_before > now()`.execute(db);
  return rows[0]?.due === null || rows[0]?.due === undefined ? null : Number(rows[0].due);
}

/** The address of a link page carries its one-time token; once it was sent, no copy of ours remains. */
const WITHOUT_LINK_TOKEN = sql<string>`
  case when payload::text like '%/link#%' then regexp_replace(payload::text, '/link#[^"]*', '/link', 'g')::jsonb else payload end`;

/**
 * A row's end. messageId: of the new message that it became, which from then on is also the one that its target's
 * edits are for.
 */
export async function settleRow(
  db: Database,
  id: number,
  end: { state: 'sent' | 'failed' | 'dropped'; messageId?: number | null; error?: string },
): Promise<void> {
  const { state, messageId = null, error = null } = end;
  const isNew = messageId !== null;
  await db
    .with('settled', (given) =>
      given
        .updateTable('outbox')
        .set({
          state,
          sent_at: state === 'sent' ? sql`now()` : null,
          error,
          ...(isNew ? { message_id: messageId } : {}),
          payload: WITHOUT_LINK_TOKEN,
        })
        .where('id', '=', id)
        .returning('target_id'),
    )
    .updateTable('outbox')
    .set({ message_id: messageId })
    .where('id', '=', (one) => one.selectFrom('settled').select('target_id').where(sql.lit(isNew)))
    .execute();
}

/**
 * Puts a row back that is being sent: `queued` when it was certainly not done, `unknown` when it may have been. A row
 * that was settled stays so, also when nobody heard that it was.
 */
export async function postponeRow(
  db: Database,
  id: number,
  back: { state: 'queued' | 'unknown'; afterMs: number; error: string },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      state: back.state,
      error: back.error,
      not_before: sql<Date>`now() + make_interval(secs => ${back.afterMs / 1_000})`,
    })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .execute();
}

/** How many rows before and after one were sent at about the same time, and how many updates came of late. */
const NEIGHBOURS = 400;
const RECENT_UPDATES = 2_000;

export interface KnownNumber {
  readonly messageId: number;
  /** It was given before the row went to Telegram for the first time, so that the row's own is higher. */
  readonly isEarlier: boolean;
}

/**
 * Numbers that messages of private chats got around the time at which a row was sent: of what rows next to it became,
 * whoever they went to, and of what people wrote. A bot's private chats share one sequence of numbers.
 */
export async function numbersAround(
  db: Database,
  { outboxId, chatId }: { outboxId: number; chatId: number },
): Promise<readonly KnownNumber[]> {
  const { rows } = await sql<KnownNumber>`
    with near as (
      select chat_id, message_id, sent_at, after_message_id, created_at from outbox
      where id between ${outboxId - NEIGHBOURS} and ${outboxId + NEIGHBOURS} and chat_id > 0),
    known as (
      select message_id, sent_at as known_at from near
      -- In its own chat somebody may have pressed a button of the very message.
      union all select after_message_id, created_at from near where chat_id <> ${chatId}
      union all select (body->'message'->>'message_id')::bigint, received_at from (
        select body, received_at from telegram_update order by update_id desc limit ${RECENT_UPDATES}) recent)
    select message_id as "messageId",
      coalesce(min(known_at) < (select coalesce(sending_at, created_at) from outbox where id = ${outboxId}), false)
        as "isEarlier"
    from known where message_id is not null group by message_id`.execute(db);
  return rows;
}

/** What the database's clock shows, which rows are stamped with. */
export async function databaseTime(db: Database): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now()`.execute(db);
  return rows[0]!.now;
}

/** The first number that went to a private chat with a row near this one that was not sent before then; null: none. */
export async function firstNumberSince(
  db: Database,
  { outboxId, since }: { outboxId: number; since: Date },
): Promise<number | null> {
  const row = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.min('message_id').as('first'))
    .where('id', '>=', outboxId - NEIGHBOURS)
    .where('id', '<=', outboxId + NEIGHBOURS)
    .where('chat_id', '>', 0)
    .where('target_id', 'is', null)
    .where('method', 'like', 'send%')
    .where('sending_at', '>', since)
    .executeTakeFirst();
  return row?.first ?? null;
}

/** The newest message of a chat that we know of; null: none. */
export async function lastMessageId(db: Database, chatId: number): Promise<number | null> {
  const row = await db
    .selectFrom('outbox')
    .select('message_id')
    .where('chat_id', '=', chatId)
    .where('message_id', 'is not', null)
    .orderBy('message_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.message_id ?? null;
}
