import { type Kysely, sql } from 'kysely';

/**
 * What kinds of question there are is said in one place, the table of jobs: a list here would have to follow it.
 * And documents, beside pictures: bytes under the hash of their content, uploaded once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table request drop constraint request_kind_check`.execute(db);
  await sql`
    create table document (
      hash text primary key,
      name text not null,
      bytes bytea,
      file_id text,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`alter table outbox add column document_hash text references document`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table outbox drop column document_hash`.execute(db);
  await sql`drop table document`.execute(db);
  await sql`delete from request where kind not in ('catalog', 'top')`.execute(db);
  await sql`alter table request add constraint request_kind_check check (kind in ('catalog', 'top'))`.execute(db);
}
