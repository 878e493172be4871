import { type Kysely, sql } from 'kysely';

/** What waits between two steps of linking, for any web process; and sessions to be ended whose person is forgotten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Unlogged: what is sealed in it is neither in the WAL nor in a copy of the files; after a crash one begins again.
  // Few and short-lived, so every look past the key is a scan.
  await sql`
    create unlogged table link_step (
      key bytea primary key,
      telegram_id bigint not null references person on delete cascade,
      sealed text not null,
      ends_at timestamptz not null
    )`.execute(db);
  await sql`
    alter table ended_session
      alter column telegram_id drop not null,
      add column tries int not null default 0`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from ended_session where telegram_id is null`.execute(db);
  await sql`
    alter table ended_session
      alter column telegram_id set not null,
      drop column tries`.execute(db);
  await sql`drop table link_step`.execute(db);
}
