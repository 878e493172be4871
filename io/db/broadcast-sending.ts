import { sql } from 'kysely';
import { addAudience, IS_QUIET, QUIET_UNTIL, type Segment } from './broadcast-audience.ts';
import type { BroadcastMessage } from './broadcasts.ts';
import type { Database } from './database.ts';

/** One message of a campaign on its way to one person. Whoever claimed it settles it or puts it back. */
export interface ClaimedRecipient {
  readonly campaignId: number;
  readonly telegramId: number;
  readonly outboxId: number;
  readonly message: BroadcastMessage;
  readonly pictureHash: string | null;
}

/**
 * Takes the next people of the running campaigns, daily lists before news: from here on they are `sending`, and stand
 * in the outbox, so that no answer of ours goes to the same chat at the same time. Not taken is who sleeps, who is
 * just being answered, and who got something in the last second.
 */
export async function claimRecipients(db: Database, limit: number): Promise<ClaimedRecipient[]> {
  const { rows } = await sql<ClaimedRecipient>`
    with next as (
      select campaign.kind, each.campaign_id, each.telegram_id
      from campaign cross join lateral (
        select recipient.campaign_id, recipient.telegram_id
        from campaign_recipient recipient
          join person on person.telegram_id = recipient.telegram_id
          left join quiet_hours on quiet_hours.telegram_id = recipient.telegram_id
          left join lateral (
            select sent_at from outbox
            where chat_id = recipient.telegram_id and message_id is not null
            order by message_id desc limit 1) last on true
        where recipient.campaign_id = campaign.id
          and recipient.state = 'waiting' and recipient.not_before <= now()
          and not (campaign.keeps_quiet_hours and ${IS_QUIET})
          and (last.sent_at is null or last.sent_at < now() - interval '1 second')
          and not exists (
            select 1 from outbox
            where chat_id = recipient.telegram_id and state in ('queued', 'sending', 'unknown'))
        order by recipient.not_before, recipient.telegram_id limit ${limit}) each
      where campaign.state = 'running' and (campaign.expires_at is null or campaign.expires_at > now())
      order by campaign.kind, campaign.id limit ${limit}),
    -- Who is in two campaigns gets one now.
    alone as (select distinct on (telegram_id) campaign_id, telegram_id from next order by telegram_id, kind, campaign_id),
    taken as (
      update campaign_recipient recipient set state = 'sending'
      from alone
      where recipient.campaign_id = alone.campaign_id and recipient.telegram_id = alone.telegram_id
        and recipient.state = 'waiting'
      returning recipient.campaign_id, recipient.telegram_id, recipient.content_id),
    put as (
      insert into outbox (dedupe_key, chat_id, method, payload, picture_hash, state, attempts, campaign_id)
      select 'campaign:' || taken.campaign_id || ':' || taken.telegram_id, taken.telegram_id,
        case when picture_hash is null then 'sendMessage' else 'sendPhoto' end, '{}', picture_hash,
        'sending', 1, taken.campaign_id
      from taken join campaign_content content on content.id = taken.content_id
      on conflict (dedupe_key) do nothing
      returning id, chat_id)
    select taken.campaign_id as "campaignId", taken.telegram_id as "telegramId", put.id as "outboxId",
      content.message, content.picture_hash as "pictureHash"
    from taken join put on put.chat_id = taken.telegram_id
      join campaign_content content on content.id = taken.content_id`.execute(db);
  return rows;
}

export type RecipientEnd =
  | { readonly state: 'sent'; readonly messageId: number | null }
  | { readonly state: 'blocked' | 'failed' | 'unknown'; readonly error: string };

/**
 * How it ended; a process that was thought dead may still tell. True: an answer of ours has waited for the same chat
 * meanwhile.
 */
export async function settleRecipient(
  db: Database,
  { campaignId, telegramId, outboxId }: ClaimedRecipient,
  end: RecipientEnd,
): Promise<boolean> {
  const isSent = end.state === 'sent';
  const error = isSent ? null : end.error;
  const { rows } = await sql<{ isAwaited: boolean }>`
    with message as (
      update outbox set state = ${isSent ? 'sent' : 'failed'}, message_id = ${isSent ? end.messageId : null},
        sent_at = ${isSent ? sql`now()` : null}, error = ${error}
      where id = ${outboxId}),
    absent as (
      update person set inactive_since = now()
      where telegram_id = ${telegramId} and inactive_since is null and ${end.state === 'blocked'})
    update campaign_recipient set state = ${end.state}, settled_at = now(), error = ${error}
    where campaign_id = ${campaignId} and telegram_id = ${telegramId} and state in ('sending', 'unknown')
    returning exists (
      select 1 from outbox where chat_id = ${telegramId} and state in ('queued', 'unknown')) as "isAwaited"`.execute(
    db,
  );
  return rows[0]?.isAwaited === true;
}

/** It was certainly not sent: the person waits again, from then on. */
export async function putRecipientBack(
  db: Database,
  { campaignId, telegramId, outboxId }: ClaimedRecipient,
  { afterMs, error }: { afterMs: number; error: string },
): Promise<void> {
  await sql`
    with message as (delete from outbox where id = ${outboxId})
    update campaign_recipient
    set state = 'waiting', not_before = now() + make_interval(secs => ${afterMs / 1_000}), error = ${error}
    where campaign_id = ${campaignId} and telegram_id = ${telegramId} and state = 'sending'`.execute(db);
}

/** What a dead process was sending: whether it arrived is not known, and it is not sent again. Returns how many. */
export async function disownRecipients(db: Database): Promise<number> {
  const error = 'the process that sent it died';
  const { numAffectedRows = 0n } = await sql`
    with message as (
      update outbox set state = 'failed', error = ${error} where state = 'sending' and campaign_id is not null)
    update campaign_recipient set state = 'unknown', settled_at = now(), error = ${error}
    where state = 'sending'`.execute(db);
  return Number(numAffectedRows);
}

/** Starts the campaigns whose moment has come: who is in the segment now gets it. Returns their ids. */
export async function startDueCampaigns(db: Database): Promise<number[]> {
  return db.transaction().execute(async (tx) => {
    const due = await tx
      .updateTable('campaign')
      .set({ state: 'running', started_at: sql<Date>`now()` })
      .where('state', '=', 'scheduled')
      .where('send_at', '<=', sql<Date>`now()`)
      .returning(['id', 'segment', 'local_minute'])
      .execute();
    for (const { id, segment, local_minute: localMinute } of due) {
      await addAudience(tx, { campaignId: id, segment: segment as Segment, localMinute });
    }
    return due.map(({ id }) => id);
  });
}

/** Whoever sleeps waits for the morning, so that nobody has to be stepped over again and again. */
export async function postponeSleepers(db: Database): Promise<void> {
  await sql`
    update campaign_recipient recipient set not_before = ${QUIET_UNTIL}
    from campaign, person left join quiet_hours on quiet_hours.telegram_id = person.telegram_id
    where campaign.state = 'running' and campaign.keeps_quiet_hours and recipient.campaign_id = campaign.id
      and recipient.state = 'waiting' and recipient.not_before <= now()
      and person.telegram_id = recipient.telegram_id and ${IS_QUIET}`.execute(db);
}

/** Ends the campaigns with nobody left, and those that came too late for who is. Returns their ids. */
export async function finishCampaigns(db: Database): Promise<number[]> {
  return db.transaction().execute(async (tx) => {
    // Locked before it is looked: whoever adds people holds the same lock, and would else be overlooked.
    await sql`select id from campaign where state = 'running' order by id for update`.execute(tx);
    const { rows } = await sql<{ id: number }>`
      update campaign set state = 'done', finished_at = now()
      where state = 'running' and not exists (
        select 1 from campaign_recipient recipient
        where recipient.campaign_id = campaign.id
          and state = any (case when expires_at <= now() then array['sending'] else array['waiting', 'sending'] end)
          and state in ('waiting', 'sending'))
      returning id`.execute(tx);
    return rows.map(({ id }) => id);
  });
}
