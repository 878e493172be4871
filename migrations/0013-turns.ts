import { type Kysely, sql } from 'kysely';

/**
 * Whose turn it is: a plan for each person, a turn for each question, and the state of the limits that hold for all
 * processes. What plans there are is said in io/limits/plans.ts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table person add column plan text not null default 'free'`.execute(db);
  await sql`
    alter table request
      add column turn_at timestamptz not null default now(),
      add column at_once int not null default 2,
      add column shown_ahead int,
      add column shown_at timestamptz`.execute(db);
  // How long the last answers took, for an honest estimate: read every second, so never by a scan.
  await sql`create index request_finished on request (finished_at) where state = 'done'`.execute(db);
  // Not logged: after a crash everybody begins with full hands, and no limit costs a write to disk.
  await sql`
    create unlogged table rate_limit (
      key text primary key,
      free_at_ms bigint not null,
      was_taken boolean not null
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table rate_limit`.execute(db);
  await sql`drop index request_finished`.execute(db);
  await sql`
    alter table request
      drop column turn_at, drop column at_once, drop column shown_ahead, drop column shown_at`.execute(db);
  await sql`alter table person drop column plan`.execute(db);
}
