import { sql } from 'kysely';
import { DAY_MS, type EpochMs, type Usage } from '#engine/index.ts';
import type { Database } from './database.ts';
import { usageOf } from './usage.ts';

type Row = Readonly<Record<string, unknown>>;

/** What the house knows of one person, for whoever helps them: no message of theirs, and nothing that opens anything. */
export interface PersonFile {
  readonly links: readonly Row[];
  readonly requests: readonly Row[];
  readonly money: readonly Row[];
  readonly messages: readonly Row[];
  readonly notes: readonly Row[];
  /** Since a day ago. */
  readonly use: { readonly catalogs: number; readonly tops: number; readonly pictures: number };
}

const LATEST = 12;

export async function personFile(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<PersonFile> {
  const latest = async (rows: ReturnType<typeof sql<Row>>): Promise<Row[]> => (await rows.execute(db)).rows;
  const [links, requests, money, messages, notes, use] = await Promise.all([
    latest(sql`
      select broker_user_id as "brokerUserId", display_name as "brokerName", state, is_current as "isCurrent",
        linked_at as "linkedAt", last_used_at as "lastUsedAt"
      from broker_link where telegram_id = ${telegramId} order by is_current desc, linked_at desc`),
    latest(sql`
      select id, kind, query, state, created_at as "createdAt", finished_at as "finishedAt", error
      from request where telegram_id = ${telegramId} order by created_at desc limit ${LATEST}`),
    latest(sql`
      select id, kind, plan_code as plan, amount, currency, round(ms / 86400000.0, 1)::float8 as days, reason,
        created_at as "createdAt"
      from money_ledger where telegram_id = ${telegramId} order by id desc limit ${LATEST}`),
    latest(sql`
      select method, state, created_at as "createdAt", sent_at as "sentAt", error
      from outbox where chat_id = ${telegramId} order by id desc limit ${LATEST}`),
    latest(sql`
      select text, made_by as "madeBy", created_at as "createdAt"
      from person_note where telegram_id = ${telegramId} order by id desc limit ${LATEST}`),
    usageOf(db, { telegramId, dayFromMs: nowMs - DAY_MS, nowMs }),
  ]);
  return { links, requests, money, messages, notes, use: counted(use) };
}

function counted({ catalogs, tops, pictures }: Usage): PersonFile['use'] {
  return { catalogs, tops, pictures };
}
