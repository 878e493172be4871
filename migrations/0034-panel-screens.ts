import { type Kysely, sql } from 'kysely';

/** What the panel's screens ask for: whose links are to end, how often a plan was too small, what people were told. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Whoever asks it for a person cannot open the session that has to end with the link; a worker can.
  await sql`alter table broker_link add column unlink_asked_at timestamptz`.execute(db);
  // Every few seconds a worker looks, and nearly always there is none.
  await sql`
    create index broker_link_unlink_asked on broker_link (unlink_asked_at)
      where unlink_asked_at is not null`.execute(db);
  // A handful of rows a day, and nobody in them.
  await sql`
    create table quota_hit (
      day date not null,
      plan_code text not null,
      limit_name text not null,
      hits int not null default 1,
      primary key (day, plan_code, limit_name)
    )`.execute(db);
  await sql.raw(WITHOUT_SECRETS).execute(db);
  await sql`
    create view sent_message with (security_barrier) as
    select outbox.id, outbox.chat_id, outbox.message_id, outbox.method, outbox.picture_hash, outbox.sent_at,
      without_secrets(coalesce(outbox.payload ->> 'text', outbox.payload ->> 'caption',
        outbox.payload -> 'media' ->> 'caption', content.message ->> 'text', '')) as text,
      coalesce(outbox.payload ->> 'parse_mode', outbox.payload -> 'media' ->> 'parse_mode',
        content.message ->> 'parseMode') as parse_mode,
      (select jsonb_agg((
          select jsonb_agg(without_secrets(button ->> 'text') order by place)
          from jsonb_array_elements(line) with ordinality as each (button, place)) order by row_no)
        from jsonb_array_elements(case when jsonb_typeof(keys.rows) = 'array' then keys.rows else '[]' end)
          with ordinality as lines (line, row_no)) as buttons
    from outbox
      left join campaign_recipient recipient
        on recipient.campaign_id = outbox.campaign_id and recipient.telegram_id = outbox.chat_id
      left join campaign_content content on content.id = recipient.content_id
      cross join lateral (
        select coalesce(outbox.payload -> 'reply_markup' -> 'inline_keyboard', content.message -> 'keyboard') as rows) keys
    where outbox.state = 'sent' and outbox.message_id is not null
      and outbox.method in ('sendMessage', 'sendPhoto', 'sendDocument', 'editMessageText', 'editMessageMedia')`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop view sent_message`.execute(db);
  await sql`drop function without_secrets`.execute(db);
  await sql`drop table quota_hit`.execute(db);
  await sql`drop index broker_link_unlink_asked`.execute(db);
  await sql`alter table broker_link drop column unlink_asked_at`.execute(db);
}

/**
 * Whoever may read the view may not read the outbox: addresses that open something, e-mails, sums of money and whatever
 * looks like a token are left out before anybody sees them.
 */
const WITHOUT_SECRETS = String.raw`
  create function without_secrets(words text) returns text language sql immutable
  return regexp_replace(regexp_replace(regexp_replace(regexp_replace(words,
    '(https?://[^/\s<>"''?#]+)[^\s<>"'']*', '\1/…', 'g'),
    '[\w.+*-]+@[\w-]+(\.[\w-]+)+', '…@…', 'g'),
    '\m\d+([.,\u00a0\u202f]\d{3})*[.,]\d\d\M', '…', 'g'),
    '[A-Za-z0-9_-]{24,}', '…', 'g')`;
