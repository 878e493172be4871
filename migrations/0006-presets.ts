import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table favourite (
      telegram_id bigint not null references person on delete cascade,
      ticker text not null,
      created_at timestamptz not null default now(),
      primary key (telegram_id, ticker)
    )`.execute(db);
  await sql`
    create table preset (
      id bigint generated always as identity primary key,
      telegram_id bigint not null references person on delete cascade,
      name text not null,
      query jsonb not null,
      query_key text not null,
      is_confirmed boolean not null,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`create unique index preset_name on preset (telegram_id, lower(name)) where is_confirmed`.execute(db);
  // One plan at a time waits for its person to have read the warning.
  await sql`create unique index preset_draft on preset (telegram_id) where not is_confirmed`.execute(db);
  // Whoever opens a shared link before their first steps is shown the preset after them.
  await sql`
    create table shared_visit (
      telegram_id bigint primary key references person on delete cascade,
      preset_id bigint not null references preset on delete cascade
    )`.execute(db);
  await sql`
    create table notice (
      id bigint generated always as identity primary key,
      preset_id bigint not null references preset on delete cascade,
      side text not null check (side in ('above', 'below')),
      line_ratio double precision not null,
      is_beyond boolean not null,
      checked_until bigint not null,
      last_sent_at timestamptz,
      created_at timestamptz not null default now(),
      unique (preset_id, side, line_ratio)
    )`.execute(db);
  await sql`
    create table quiet_hours (
      telegram_id bigint primary key references person on delete cascade,
      from_hour smallint not null check (from_hour between 0 and 23),
      to_hour smallint not null check (to_hour between 0 and 23)
    )`.execute(db);
  await sql`
    create table daily (
      telegram_id bigint primary key references person on delete cascade,
      is_on boolean not null,
      minute_of_day smallint not null check (minute_of_day between 0 and 1439),
      filters jsonb not null,
      last_day text
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['daily', 'quiet_hours', 'notice', 'shared_visit', 'preset', 'favourite']) {
    await sql`drop table ${sql.table(table)}`.execute(db);
  }
}
