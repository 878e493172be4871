import { sql } from 'kysely';
import type { Database } from './database.ts';
import { toJsonb } from './json.ts';

/**
 * Takes what a provider of payments told us, in the transaction of what comes of it: a second telling of the same event
 * finds it there and does nothing. False: it was taken before.
 */
export async function takeEvent(
  db: Database,
  { provider, eventId, body }: { provider: string; eventId: string; body: unknown },
): Promise<boolean> {
  const result = await db
    .insertInto('event_inbox')
    .values({ provider, event_id: eventId, body: toJsonb(body), done_at: sql<Date>`now()` })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
