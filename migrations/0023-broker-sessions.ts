import { type Kysely, sql } from 'kysely';

/** What all processes must know of the sessions at the broker: how many are open, whose was refused, who may log in again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // One row a process, so few that every look is a scan. Not logged: after a crash nobody holds a session any more.
  await sql`
    create unlogged table broker_seats (
      process_id uuid primary key,
      taken int not null,
      seen_at timestamptz not null,
      wanting_at timestamptz
    )`.execute(db);
  // Logged: a crash must not cost a trader an account that the broker locks.
  await sql`
    create table login_try (
      account bytea primary key,
      free_at timestamptz not null
    )`.execute(db);
  await sql`alter table broker_link add column over_at timestamptz`.execute(db);
  await sql`update broker_link set is_untold = false where state = 'over'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table broker_link drop column over_at`.execute(db);
  await sql`drop table login_try`.execute(db);
  await sql`drop table broker_seats`.execute(db);
}
