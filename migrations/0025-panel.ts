import { type Kysely, sql } from 'kysely';

/** Who may enter the panel, who is in it, and what they did. What its role in the database may touch: io/db/panel-role.ts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table admin (
      id bigint generated always as identity primary key,
      login text not null unique,
      role text not null check (role in ('owner', 'admin', 'support', 'viewer')),
      password_hash text,
      sealed_totp text,
      last_totp_step bigint,
      setup_hash bytea,
      setup_until timestamptz,
      disabled_at timestamptz,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table admin_recovery_code (
      admin_id bigint not null references admin on delete cascade,
      hash bytea not null,
      used_at timestamptz,
      primary key (admin_id, hash)
    )`.execute(db);
  await sql`
    create table admin_session (
      id_hash bytea primary key,
      admin_id bigint not null references admin on delete cascade,
      address text not null,
      started_at timestamptz not null,
      seen_at timestamptz not null,
      proved_at timestamptz not null
    )`.execute(db);
  // Whoever is disabled loses all of theirs; the page of an admin lists them.
  await sql`create index admin_session_admin on admin_session (admin_id)`.execute(db);
  await sql`
    create table admin_try (
      key bytea primary key,
      tries int not null,
      since timestamptz not null,
      free_at timestamptz not null
    )`.execute(db);
  // json and three digits, for the same reason as in the ledger of lists: what was sealed is kept byte for byte.
  await sql`
    create table audit (
      seq bigint primary key check (seq > 0),
      actor text not null,
      act text not null,
      resource text,
      subject text,
      before json,
      after json,
      reason text,
      address text,
      request_id text,
      previous_hash text not null unique,
      hash text not null unique,
      created_at timestamptz(3) not null
    )`.execute(db);
  // The panel is asked for one actor, and for what was done to one person, the latest first.
  await sql`create index audit_actor on audit (actor, seq desc)`.execute(db);
  await sql`create index audit_subject on audit (subject, seq desc)`.execute(db);
  await sql`
    create trigger written_once before update or delete or truncate on audit
    for each statement execute function refuse_change()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['audit', 'admin_try', 'admin_session', 'admin_recovery_code', 'admin']) {
    await sql`drop table ${sql.table(table)}`.execute(db);
  }
}
