import { DEFAULT_LADDER, type PersonalLadder, type Theme, type TopQuestion } from '#engine/index.ts';
import { MAY_BE_TOLD } from './care.ts';
import type { Database } from './database.ts';
import { toJsonb } from './json.ts';

/** What somebody wants of the daily list. */
export interface Daily {
  readonly isOn: boolean;
  /** By the person's clock, 0–1439. */
  readonly minuteOfDay: number;
  readonly question: TopQuestion;
  /** The person's day of the last list, `2026-11-20`; null: none yet. */
  readonly lastDay: string | null;
}

/** Somebody whose list is due. */
export interface DueDaily {
  readonly telegramId: number;
  readonly language: string | null;
  readonly zone: string;
  readonly theme: Theme;
  readonly ladder: PersonalLadder;
  readonly minuteOfDay: number;
  readonly question: TopQuestion;
}

export async function dailyOf(db: Database, telegramId: number): Promise<Daily | null> {
  const row = await db.selectFrom('daily').selectAll().where('telegram_id', '=', telegramId).executeTakeFirst();
  if (row === undefined) return null;
  return {
    isOn: row.is_on,
    minuteOfDay: row.minute_of_day,
    question: row.filters as TopQuestion,
    lastDay: row.last_day,
  };
}

export async function saveDaily(db: Database, telegramId: number, daily: Daily): Promise<void> {
  const row = {
    is_on: daily.isOn,
    minute_of_day: daily.minuteOfDay,
    filters: toJsonb(daily.question),
    last_day: daily.lastDay,
  };
  await db
    .insertInto('daily')
    .values({ telegram_id: telegramId, ...row })
    .onConflict((conflict) => conflict.column('telegram_id').doUpdateSet(row))
    .execute();
}

/** Time zones in which somebody waits for a list. */
export async function dailyZones(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('daily')
    .innerJoin('person', 'person.telegram_id', 'daily.telegram_id')
    .select('person.time_zone')
    .where('is_on', '=', true)
    .where(MAY_BE_TOLD)
    .distinct()
    .execute();
  return rows.map((row) => row.time_zone);
}

/** Whose hour has come in a zone where it is this day and this minute, and who have had no list that day. */
export async function dueDaily(
  db: Database,
  { zone, day, minuteOfDay }: { zone: string; day: string; minuteOfDay: number },
): Promise<DueDaily[]> {
  const rows = await db
    .selectFrom('daily')
    .innerJoin('person', 'person.telegram_id', 'daily.telegram_id')
    .select(['daily.telegram_id', 'language', 'time_zone', 'theme', 'ladder', 'minute_of_day', 'filters'])
    .where('is_on', '=', true)
    .where('time_zone', '=', zone)
    .where('minute_of_day', '<=', minuteOfDay)
    .where(MAY_BE_TOLD)
    .where((is) => is.or([is('last_day', 'is', null), is('last_day', '<', day)]))
    .orderBy('daily.telegram_id')
    .execute();
  return rows.map((row) => ({
    telegramId: row.telegram_id,
    language: row.language,
    zone: row.time_zone,
    theme: row.theme,
    ladder: (row.ladder as PersonalLadder | null) ?? DEFAULT_LADDER,
    minuteOfDay: row.minute_of_day,
    question: row.filters as TopQuestion,
  }));
}

/** Whose list of the day is in the caller's transaction from now on: of the people named, those who have had none. */
export async function claimDay(
  db: Database,
  { telegramIds, day }: { telegramIds: readonly number[]; day: string },
): Promise<Set<number>> {
  if (telegramIds.length === 0) return new Set();
  const rows = await db
    .updateTable('daily')
    .set({ last_day: day })
    .where('telegram_id', 'in', telegramIds)
    .where('is_on', '=', true)
    .where((is) => is.or([is('last_day', 'is', null), is('last_day', '<', day)]))
    .returning('telegram_id')
    .execute();
  return new Set(rows.map((row) => row.telegram_id));
}
