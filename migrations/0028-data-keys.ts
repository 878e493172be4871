import { type Kysely, sql } from 'kysely';

/** Keys that are themselves sealed by the one outside the database: a person's, which goes with them, and the house's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Laid aside by a rollback: what they sealed is still there.
  const { rows } = await sql`select where to_regclass('data_key_aside') is not null`.execute(db);
  if (rows.length > 0) {
    await sql`alter table data_key_aside rename to data_key`.execute(db);
    return;
  }
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

/** The version before cannot open what these sealed, and asks its people to link again; the keys wait for the next one. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table data_key rename to data_key_aside`.execute(db);
}
