import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * Asks a question again that ended without an answer: a new one like it, whose answer appears where the person read
 * that there was none. Answers how the old one had ended; null: it has an answer, or it is being worked on.
 */
export async function retryRequest(db: Database, id: string): Promise<string | null> {
  const { rows } = await sql<{ ended: string }>`
    with failed as (
      select * from request where id = ${id} and state in ('failed', 'quarantined')
    ), asked as (
      insert into request (
        id, telegram_id, chat_id, kind, query, query_hash, language, time_zone, theme, placeholder_id, trace_id, at_once)
      select ${randomUUID()}, telegram_id, chat_id, kind, query, query_hash, language, time_zone, theme, placeholder_id,
        trace_id, at_once
      from failed
      on conflict do nothing
      returning telegram_id
    )
    select failed.state as ended from failed join asked using (telegram_id)`.execute(db);
  return rows[0]?.ended ?? null;
}
