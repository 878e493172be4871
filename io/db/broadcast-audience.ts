import { type ExpressionBuilder, sql } from 'kysely';
import { IS_NOT_PAUSED } from './care.ts';
import type { Database } from './database.ts';
import { USUAL_QUIET_HOURS } from './notices.ts';
import type { Tables } from './tables.ts';

/** Whom a broadcast is for. What is not said does not matter; nothing said: everybody who can be written to. */
export interface Segment {
  /** pt, en, es. */
  readonly languages?: readonly string[];
  /** Whether a broker account is linked, as far as we know. */
  readonly isLinked?: boolean;
  /** Wrote or pressed in the last so many days. */
  readonly activeDays?: number;
  /** Whether they get the daily list. */
  readonly getsDaily?: boolean;
}

/** Of whoever never said: most of our traders speak it. */
const DEFAULT_LANGUAGE = 'pt';

/** How many people a segment has now. */
export async function countAudience(db: Database, segment: Segment): Promise<number> {
  return (await splitAudience(db, segment)).reduce((sum, { people }) => sum + people, 0);
}

/** The same by the language in which each of them would read it; one without people is left out. */
export async function splitAudience(
  db: Database,
  segment: Segment,
): Promise<{ readonly language: string; readonly people: number }[]> {
  return db
    .selectFrom('person')
    .select(({ fn }) => [
      sql<string>`coalesce(person.language, ${sql.lit(DEFAULT_LANGUAGE)})`.as('language'),
      fn.countAll<number>().as('people'),
    ])
    .where((is) => isIn(is, segment))
    .groupBy(sql`1`)
    .orderBy('people', 'desc')
    .execute();
}

/** Writes down who gets a campaign and from when, in the caller's transaction. */
export async function addAudience(
  db: Database,
  { campaignId, segment, localMinute }: { campaignId: number; segment: Segment; localMinute: number | null },
): Promise<void> {
  await db
    .insertInto('campaign_recipient')
    .columns(['campaign_id', 'telegram_id', 'content_id', 'not_before'])
    .expression((is) =>
      is
        .selectFrom('person')
        .innerJoin('campaign_content as content', (join) =>
          join
            .on('content.campaign_id', '=', campaignId)
            .on('content.variant', '=', sql<string>`coalesce(person.language, ${DEFAULT_LANGUAGE})`),
        )
        .select(['content.campaign_id', 'person.telegram_id', 'content.id', firstMoment(localMinute).as('at')])
        .where((each) => isIn(each, segment)),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Every condition of a segment has its line here; what a person pays for becomes one more. */
function isIn(is: ExpressionBuilder<Tables, 'person'>, segment: Segment) {
  const { languages, isLinked, activeDays, getsDaily } = segment;
  const link = is
    .selectFrom('broker_link')
    .select('broker_link.telegram_id')
    .whereRef('broker_link.telegram_id', '=', 'person.telegram_id')
    .where('broker_link.state', '=', 'active');
  const daily = is
    .selectFrom('daily')
    .select('daily.telegram_id')
    .whereRef('daily.telegram_id', '=', 'person.telegram_id')
    .where('daily.is_on', '=', true);
  const has = (rows: typeof link | typeof daily, isWanted: boolean) =>
    isWanted ? is.exists(rows) : is.not(is.exists(rows));
  return is.and([
    is('person.inactive_since', 'is', null),
    is('person.blocked_at', 'is', null),
    IS_NOT_PAUSED,
    ...(languages === undefined
      ? []
      : [sql<boolean>`coalesce(person.language, ${DEFAULT_LANGUAGE}) = any(${languages})`]),
    ...(isLinked === undefined ? [] : [has(link, isLinked)]),
    ...(activeDays === undefined
      ? []
      : [is('person.last_seen_at', '>=', sql<Date>`now() - make_interval(days => ${activeDays})`)]),
    ...(getsDaily === undefined ? [] : [has(daily, getsDaily)]),
  ]);
}

/** Now, or when the person's clock shows that minute next. */
function firstMoment(localMinute: number | null) {
  if (localMinute === null) return sql<Date>`now()`;
  const today = sql`date_trunc('day', now() at time zone person.time_zone) + make_interval(mins => ${localMinute})`;
  return sql<Date>`(
    case when ${today} >= now() at time zone person.time_zone then ${today} else ${today} + interval '1 day' end
  ) at time zone person.time_zone`;
}

const QUIET_FROM = sql`coalesce(quiet_hours.from_hour, ${sql.lit(USUAL_QUIET_HOURS.fromHour)})`;
const QUIET_TO = sql`coalesce(quiet_hours.to_hour, ${sql.lit(USUAL_QUIET_HOURS.toHour)})`;
const LOCAL_NOW = sql`now() at time zone person.time_zone`;
const LOCAL_HOUR = sql`extract(hour from ${LOCAL_NOW})::int`;

/** It is one of the person's quiet hours; over `person`, and `quiet_hours` joined from the left. */
export const IS_QUIET = sql<boolean>`(case
  when ${QUIET_FROM} <= ${QUIET_TO} then ${LOCAL_HOUR} >= ${QUIET_FROM} and ${LOCAL_HOUR} < ${QUIET_TO}
  else ${LOCAL_HOUR} >= ${QUIET_FROM} or ${LOCAL_HOUR} < ${QUIET_TO} end)`;

/** When the quiet hours that it is now are over. */
export const QUIET_UNTIL = sql<Date>`(
  date_trunc('hour', ${LOCAL_NOW}) + make_interval(hours => (${QUIET_TO} - ${LOCAL_HOUR} + 24) % 24)
) at time zone person.time_zone`;
