import { type Kysely, sql } from 'kysely';

/** A question whose workers keep dying is set aside. How often they died: takings that were never given back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table request add column given_back int not null default 0`.execute(db);
  await sql`alter table request drop constraint request_state_check`.execute(db);
  await sql`
    alter table request add constraint request_state_check
      check (state in ('accepted', 'running', 'done', 'failed', 'canceled', 'quarantined'))`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`update request set state = 'failed' where state = 'quarantined'`.execute(db);
  await sql`alter table request drop constraint request_state_check`.execute(db);
  await sql`
    alter table request add constraint request_state_check
      check (state in ('accepted', 'running', 'done', 'failed', 'canceled'))`.execute(db);
  await sql`alter table request drop column given_back`.execute(db);
}
