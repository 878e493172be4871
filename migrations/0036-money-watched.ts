import { type Kysely, sql } from 'kysely';

/** What the nightly comparison of payments found, of all nights; and a person's plan stands in `entitlement` alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table reconciliation
      add column lost bigint not null default 0,
      add column returned bigint not null default 0,
      add column reported bigint not null default 0`.execute(db);
  // Nobody has read it since there are entitlements.
  await sql`alter table person drop column plan`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table person add column plan text not null default 'free'`.execute(db);
  await sql`
    alter table reconciliation
      drop column lost,
      drop column returned,
      drop column reported`.execute(db);
}
