import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table person
      add column last_seen_at timestamptz not null default now(),
      add column inactive_since timestamptz`.execute(db);
  await sql`
    update person set last_seen_at = coalesce(
      (select max(received_at) from telegram_update where chat_id = person.telegram_id), created_at)`.execute(db);
  await sql`
    create table campaign (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('daily', 'news')),
      title text not null,
      dedupe_key text unique,
      segment jsonb not null default '{}',
      local_minute smallint check (local_minute between 0 and 1439),
      send_at timestamptz,
      expires_at timestamptz,
      keeps_quiet_hours boolean not null,
      state text not null default 'draft'
        check (state in ('draft', 'scheduled', 'running', 'paused', 'done', 'aborted')),
      created_at timestamptz not null default now(),
      started_at timestamptz,
      finished_at timestamptz
    )`.execute(db);
  // What the sender looks at again and again: the few campaigns that are not over.
  await sql`create index campaign_open on campaign (kind, id) where state in ('scheduled', 'running')`.execute(db);
  await sql`
    create table campaign_content (
      id bigint generated always as identity primary key,
      campaign_id bigint not null references campaign on delete cascade,
      variant text not null,
      message jsonb not null,
      picture_hash text references picture,
      unique (campaign_id, variant)
    )`.execute(db);
  await sql`
    create table campaign_recipient (
      campaign_id bigint not null references campaign on delete cascade,
      telegram_id bigint not null references person on delete cascade,
      content_id bigint not null references campaign_content on delete cascade,
      state text not null default 'waiting'
        check (state in ('waiting', 'sending', 'sent', 'blocked', 'failed', 'unknown')),
      not_before timestamptz not null default now(),
      settled_at timestamptz,
      error text,
      primary key (campaign_id, telegram_id)
    )`.execute(db);
  // Who is next in a campaign, and whether anybody is left.
  await sql`
    create index campaign_recipient_open on campaign_recipient (campaign_id, not_before, telegram_id)
      where state in ('waiting', 'sending')`.execute(db);
  // A person or a content that goes takes its rows along; without these each would be looked for in all rows.
  await sql`create index campaign_recipient_person on campaign_recipient (telegram_id)`.execute(db);
  await sql`create index campaign_recipient_content on campaign_recipient (content_id)`.execute(db);
  // No foreign key: a message outlives its campaign or goes before it, and neither has to ask the other.
  await sql`alter table outbox add column campaign_id bigint`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table outbox drop column campaign_id`.execute(db);
  for (const table of ['campaign_recipient', 'campaign_content', 'campaign']) {
    await sql`drop table ${sql.table(table)}`.execute(db);
  }
  await sql`alter table person drop column last_seen_at, drop column inactive_since`.execute(db);
}
