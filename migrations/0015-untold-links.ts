import { type Kysely, sql } from 'kysely';

/** That an account was linked is said in the chat even when the queue lost the job that says it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table broker_link add column is_untold boolean not null default false`.execute(db);
  // Read every few seconds, and nearly always empty.
  await sql`create index broker_link_untold on broker_link (linked_at) where is_untold`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table broker_link drop column is_untold`.execute(db);
}
