import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table person add column blocked_at timestamptz`.execute(db);
  await sql`
    create table person_note (
      id bigint generated always as identity primary key,
      telegram_id bigint not null references person on delete cascade,
      text text not null check (length(text) between 1 and 2000),
      made_by text not null,
      created_at timestamptz not null default now()
    )`.execute(db);
  // The page of a person shows theirs, the latest first.
  await sql`create index person_note_person on person_note (telegram_id, id desc)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table person_note`.execute(db);
  await sql`alter table person drop column blocked_at`.execute(db);
}
