import { type Kysely, sql } from 'kysely';

/** Lists and times of the day are results too: they have names, and are worked out again by them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table result add column kind text not null default 'catalog'`.execute(db);
  // Of a list each row has its own.
  await sql`alter table result alter column strategy_version drop not null`.execute(db);
  await sql`alter table result alter column candle_hash drop not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from result where kind <> 'catalog'`.execute(db);
  await sql`alter table result alter column candle_hash set not null`.execute(db);
  await sql`alter table result alter column strategy_version set not null`.execute(db);
  await sql`alter table result drop column kind`.execute(db);
}
