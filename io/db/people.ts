import { type Selectable, sql } from 'kysely';
import { type CatalogQuery, DEFAULT_LADDER, type PersonalLadder, type Theme } from '#engine/index.ts';
import type { Database } from './database.ts';
import { toJsonb } from './json.ts';
import type { PersonTable } from './tables.ts';

/** Somebody who wrote to the bot. */
export interface Person {
  readonly telegramId: number;
  readonly firstName: string;
  readonly language: string | null;
  readonly timeZone: string;
  /** Of the pictures they get. */
  readonly theme: Theme;
  /** How they stake; the house's until they set one. */
  readonly ladder: PersonalLadder;
  readonly riskNoticeVersion: number | null;
  /** An admin decided that the bot does nothing for them. */
  readonly isBlocked: boolean;
  readonly lastQuery: CatalogQuery | null;
}

/** Of whoever has yet to choose one. */
export const FIRST_ZONE = 'America/Sao_Paulo';

export async function findPerson(db: Database, telegramId: number): Promise<Person | null> {
  const row = await db.selectFrom('person').selectAll().where('telegram_id', '=', telegramId).executeTakeFirst();
  return row === undefined ? null : toPerson(row);
}

export async function changePerson(
  db: Database,
  telegramId: number,
  change: {
    language?: string;
    timeZone?: string;
    theme?: Theme;
    ladder?: PersonalLadder;
    riskNoticeVersion?: number;
    lastQuery?: CatalogQuery;
  },
): Promise<Person> {
  const row = await db
    .updateTable('person')
    .set({
      ...(change.language === undefined ? {} : { language: change.language }),
      ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
      ...(change.theme === undefined ? {} : { theme: change.theme }),
      ...(change.ladder === undefined ? {} : { ladder: toJsonb(change.ladder) }),
      ...(change.riskNoticeVersion === undefined
        ? {}
        : { risk_notice_version: change.riskNoticeVersion, risk_accepted_at: sql`now()` }),
      ...(change.lastQuery === undefined ? {} : { last_query: toJsonb(change.lastQuery) }),
    })
    .where('telegram_id', '=', telegramId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toPerson(row);
}

/** They blocked the bot, or their account is gone. Whatever they do next makes them active again. */
export async function markInactive(db: Database, telegramId: number): Promise<void> {
  await db
    .updateTable('person')
    .set({ inactive_since: sql`now()` })
    .where('telegram_id', '=', telegramId)
    .where('inactive_since', 'is', null)
    .execute();
}

export function toPerson(row: Selectable<PersonTable>): Person {
  return {
    telegramId: row.telegram_id,
    firstName: row.first_name,
    language: row.language,
    timeZone: row.time_zone,
    theme: row.theme,
    ladder: (row.ladder as PersonalLadder | null) ?? DEFAULT_LADDER,
    riskNoticeVersion: row.risk_notice_version,
    isBlocked: row.blocked_at !== null,
    lastQuery: row.last_query as CatalogQuery | null,
  };
}
