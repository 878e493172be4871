import { sql } from 'kysely';
import type { Database } from './database.ts';
import { toJsonb } from './json.ts';

/** Ends a request that was answered where it was accepted, in one transaction: no worker ever sees it. */
export async function answerAtOnce(db: Database, { id, result }: { id: string; result: unknown }): Promise<void> {
  await db
    .updateTable('request')
    .set({ state: 'done', finished_at: sql`now()`, result: toJsonb(result) })
    .where('id', '=', id)
    .where('state', '=', 'accepted')
    .execute();
}
