import { type Kysely, sql } from 'kysely';

/** Several bot processes handle the updates of one inbox: each takes some, and a chat's next one only after its last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table telegram_update add column claimed_by text`.execute(db);
  // Asked for each update that is taken: is there an older open one of the same chat?
  await sql`create index telegram_update_chat_open on telegram_update (chat_id, update_id) where done_at is null`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index telegram_update_chat_open`.execute(db);
  await sql`alter table telegram_update drop column claimed_by`.execute(db);
}
