import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['person', 'request']) {
    await sql`
      alter table ${sql.table(table)}
      add column theme text not null default 'dark' check (theme in ('dark', 'light'))`.execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['request', 'person']) await sql`alter table ${sql.table(table)} drop column theme`.execute(db);
}
