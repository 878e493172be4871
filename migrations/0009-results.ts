import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // null: whoever never set one; the default may then change without touching rows.
  await sql`alter table person add column ladder jsonb`.execute(db);
  await sql`
    create table result (
      id text primary key,
      content_hash text not null,
      query jsonb not null,
      from_ms bigint not null,
      to_ms bigint not null,
      reading jsonb not null,
      strategy_version int not null,
      candle_hash text not null,
      facts jsonb not null,
      picture_hash text references picture on delete set null,
      created_at timestamptz not null default now()
    )`.execute(db);
  // Without it each picture that is cleared away looks through all results.
  await sql`create index result_picture on result (picture_hash) where picture_hash is not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table result`.execute(db);
  await sql`alter table person drop column ladder`.execute(db);
}
