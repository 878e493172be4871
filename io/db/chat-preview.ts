import { sql } from 'kysely';
import type { Theme } from '#engine/index.ts';
import type { Database } from './database.ts';

/** One message of ours as it stands in a person's chat now: what it became, not what it was before. */
export interface ChatMessage {
  readonly messageId: number;
  /** Without addresses that open something, e-mails and sums. */
  readonly text: string;
  readonly parseMode: 'HTML' | null;
  readonly buttons: readonly (readonly string[])[];
  /** null: it has none, or none is kept. */
  readonly png: Buffer | null;
  readonly hasPicture: boolean;
  readonly isDocument: boolean;
  readonly sentAt: Date | null;
}

export interface ChatPreview {
  /** pt, en or es; null: none chosen yet. */
  readonly language: string | null;
  readonly theme: Theme;
  readonly messages: readonly ChatMessage[];
}

const LATEST = 20;
/** They travel with the page: more would make it slow. */
const PICTURES = 4;

/** What a person sees of us, the latest last. null: there is no such person. */
export async function chatPreview(db: Database, telegramId: number): Promise<ChatPreview | null> {
  const person = await db
    .selectFrom('person')
    .select(['language', 'theme'])
    .where('telegram_id', '=', telegramId)
    .executeTakeFirst();
  if (person === undefined) return null;
  const { rows } = await sql<ChatMessage>`
    with latest as (
      select distinct on (message_id) * from sent_message
      where chat_id = ${telegramId}
        and message_id in (
          select message_id from outbox where chat_id = ${telegramId} and message_id is not null and state = 'sent'
          order by message_id desc limit ${LATEST * 10})
      order by message_id desc, id desc limit ${LATEST}
    )
    select message_id as "messageId", text, parse_mode as "parseMode", coalesce(buttons, '[]') as buttons,
      picture_hash is not null as "hasPicture", method = 'sendDocument' as "isDocument", sent_at as "sentAt",
      case when row_number() over (partition by picture_hash is not null order by message_id desc) <= ${PICTURES}
        then (select png from picture where hash = latest.picture_hash) end as png
    from latest order by message_id`.execute(db);
  return { ...person, messages: rows };
}
