import { type Kysely, sql } from 'kysely';

/** When a message went out: if its answer is lost, the message can only lie behind what others had been sent by then. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table outbox add column sending_at timestamptz`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table outbox drop column sending_at`.execute(db);
}
