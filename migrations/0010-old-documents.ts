import { type Kysely, sql } from 'kysely';

/** A document goes when no message refers to it any more; without this, each would be looked for in all messages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index outbox_document on outbox (document_hash) where document_hash is not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index outbox_document`.execute(db);
}
