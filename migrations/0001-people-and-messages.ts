import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table person (
      telegram_id bigint primary key,
      first_name text not null default '',
      language text,
      time_zone text not null default 'America/Sao_Paulo',
      risk_notice_version int,
      risk_accepted_at timestamptz,
      last_query jsonb,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table broker_link (
      telegram_id bigint primary key references person on delete cascade,
      broker_user_id text not null,
      display_name text not null,
      sealed_token text not null,
      state text not null default 'active' check (state in ('active', 'over')),
      linked_at timestamptz not null default now(),
      last_used_at timestamptz
    )`.execute(db);
  await sql`
    create table link_page (
      token_hash bytea primary key,
      telegram_id bigint not null references person on delete cascade,
      expires_at timestamptz not null,
      used_at timestamptz,
      attempts int not null default 0,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index link_page_person on link_page (telegram_id)`.execute(db);
  await sql`
    create table telegram_update (
      update_id bigint primary key,
      chat_id bigint,
      body jsonb not null,
      received_at timestamptz not null default now(),
      done_at timestamptz,
      attempts int not null default 0
    )`.execute(db);
  // Only the few that are not handled yet: what a restart reads.
  await sql`create index telegram_update_open on telegram_update (update_id) where done_at is null`.execute(db);
  await sql`create index telegram_update_done on telegram_update (done_at) where done_at is not null`.execute(db);
  await sql`
    create table picture (
      hash text primary key,
      png bytea,
      file_id text,
      created_at timestamptz not null default now()
    )`.execute(db);
  // A PNG is compressed already: trying again costs time and gains nothing.
  await sql`alter table picture alter column png set storage external`.execute(db);
  await sql`
    create table outbox (
      id bigint generated always as identity primary key,
      dedupe_key text not null unique,
      chat_id bigint,
      method text not null,
      payload jsonb not null,
      picture_hash text references picture,
      target_id bigint references outbox on delete cascade,
      state text not null default 'queued'
        check (state in ('queued', 'sending', 'sent', 'failed', 'unknown', 'dropped')),
      attempts int not null default 0,
      not_before timestamptz,
      message_id bigint,
      after_message_id bigint,
      error text,
      trace_id text,
      created_at timestamptz not null default now(),
      sent_at timestamptz
    )`.execute(db);
  // What the relay reads: the open rows of a chat in order.
  await sql`create index outbox_open on outbox (chat_id, id) where state in ('queued', 'sending', 'unknown')`.execute(
    db,
  );
  await sql`create index outbox_target on outbox (target_id) where target_id is not null`.execute(db);
  await sql`create index outbox_message on outbox (chat_id, message_id) where message_id is not null`.execute(db);
  await sql`
    create table request (
      id text primary key,
      telegram_id bigint not null references person on delete cascade,
      chat_id bigint not null,
      kind text not null check (kind in ('catalog', 'top')),
      query jsonb not null,
      query_hash text not null,
      state text not null default 'accepted'
        check (state in ('accepted', 'running', 'done', 'failed', 'canceled')),
      lease_no int not null default 0,
      language text not null,
      time_zone text not null,
      placeholder_id bigint references outbox,
      cancel_requested_at timestamptz,
      result jsonb,
      error text,
      trace_id text not null,
      created_at timestamptz not null default now(),
      started_at timestamptz,
      finished_at timestamptz
    )`.execute(db);
  // Three quick taps are one question.
  await sql`
    create unique index request_same_question on request (telegram_id, query_hash)
      where state in ('accepted', 'running')`.execute(db);
  await sql`create index request_open on request (created_at) where state in ('accepted', 'running')`.execute(db);
  await sql`create index request_of_person on request (telegram_id, created_at desc)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['request', 'outbox', 'picture', 'telegram_update', 'link_page', 'broker_link', 'person']) {
    await sql`drop table ${sql.table(table)}`.execute(db);
  }
}
