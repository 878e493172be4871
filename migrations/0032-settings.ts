import { type Kysely, sql } from 'kysely';

/** What whoever runs the house changed while it ran (io/db/settings.ts): each change a row, none of them touched again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Without a value it is as usual again.
  await sql`
    create table setting_version (
      id bigint generated always as identity primary key,
      key text not null,
      value jsonb,
      made_by text not null,
      reason text not null,
      made_at timestamptz not null default now()
    )`.execute(db);
  // The latest of each key is what holds.
  await sql`create index setting_version_latest on setting_version (key, id desc)`.execute(db);
  await sql`
    create trigger written_once before update or delete or truncate on setting_version
    for each statement execute function refuse_change()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table setting_version`.execute(db);
}
