import { type Kysely, sql } from 'kysely';

/** Keys that are themselves sealed by the one outside the database: a person's, which goes with them, and the house's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table data_key (
      kid text primary key,
      telegram_id bigint unique references person on delete cascade,
      purpose text unique,
      wrapped text not null,
      created_at timestamptz not null default now(),
      check (num_nonnulls(telegram_id, purpose) = 1)
    )`.execute(db);
  // Asked at every start: under which keys they lie, and by a rotation for those that are left.
  await sql`create index data_key_wrapped_by on data_key (split_part(wrapped, '.', 2))`.execute(db);
}

/** What was sealed with these keys is lost with them: its people link again. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from broker_link where split_part(sealed_token, '.', 2) in (select kid from data_key)`.execute(db);
  await sql`drop table data_key`.execute(db);
}
