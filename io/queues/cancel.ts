import { sql } from 'kysely';
import type { Database } from '#io/db/database.ts';

/** PostgreSQL channel on which the bot says that a person canceled a request (payload: its id). */
export const CANCEL_CHANNEL = 'cancel';

/** Tells the workers, when the caller's transaction commits. */
export async function notifyCancel(db: Database, requestId: string): Promise<void> {
  await sql`select pg_notify(${CANCEL_CHANNEL}, ${requestId})`.execute(db);
}
