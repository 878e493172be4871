import { type Kysely, sql } from 'kysely';

/** What people agreed to and when, the breaks they ask for, and what they want to know or to have forgotten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table consent (
      id bigint generated always as identity primary key,
      telegram_id bigint not null references person on delete cascade,
      version int not null,
      language text not null,
      accepted_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index consent_person on consent (telegram_id)`.execute(db);
  await sql`
    insert into consent (telegram_id, version, language, accepted_at)
    select telegram_id, risk_notice_version, coalesce(language, 'pt'), coalesce(risk_accepted_at, now())
    from person where risk_notice_version is not null`.execute(db);
  await sql`
    create table care (
      telegram_id bigint primary key references person on delete cascade,
      paused_until timestamptz,
      most int check (most > 0),
      next_most int check (next_most > 0),
      next_from timestamptz
    )`.execute(db);
  // Whoever pauses and then asks to be forgotten comes back to the same pause: a keyed hash says so, and nothing else.
  await sql`create table kept_pause (hash bytea primary key, until_at timestamptz not null)`.execute(db);
  // Without a foreign key: that somebody was forgotten, and when, stays; who it was does not.
  await sql`
    create table privacy_request (
      id text primary key,
      telegram_id bigint,
      kind text not null check (kind in ('export', 'erasure')),
      asked_by text not null,
      asked_at timestamptz not null default now(),
      due_at timestamptz not null,
      done_at timestamptz
    )`.execute(db);
  await sql`
    create unique index privacy_request_open on privacy_request (telegram_id, kind)
      where done_at is null and telegram_id is not null`.execute(db);
  await sql`create index privacy_request_person on privacy_request (telegram_id)`.execute(db);
  await sql`
    create table export_file (
      request_id text primary key references privacy_request on delete cascade,
      token_hash bytea unique,
      expires_at timestamptz,
      used_at timestamptz,
      ticket_hash bytea unique,
      ticket_until timestamptz
    )`.execute(db);
  await sql`
    create table export_part (
      request_id text not null references export_file on delete cascade,
      seq int not null,
      bytes bytea not null,
      primary key (request_id, seq)
    )`.execute(db);
  // Compressed already.
  await sql`alter table export_part alter column bytes set storage external`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['export_part', 'export_file', 'privacy_request', 'kept_pause', 'care', 'consent']) {
    await sql`drop table ${sql.table(table)}`.execute(db);
  }
}
