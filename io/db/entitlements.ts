import { type RawBuilder, sql } from 'kysely';
import type { EpochMs, PlanLimits } from '#engine/index.ts';
import type { Database } from './database.ts';
import { holdPerson, settleHeld } from './subscriptions.ts';

/** What a person may do: the only thing about their plan that the bot goes by. */
export interface Entitlement {
  readonly code: string;
  readonly version: number;
  readonly limits: PlanLimits;
}

/**
 * What this person may do at this moment, read anew for each message: whatever changed holds from the next one on. In
 * a transaction.
 */
export async function entitlementOf(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<Entitlement> {
  return settled(db, { telegramId, nowMs, known: await read(db, { telegramId, nowMs }) });
}

/** The same for what was read a moment ago, in the same transaction. */
export async function settled(
  db: Database,
  { telegramId, nowMs, known }: { telegramId: number; nowMs: EpochMs; known: ReturnType<typeof toEntitlement> },
): Promise<Entitlement> {
  const { until, ...entitlement } = known;
  if (until === null || until.getTime() > nowMs) return entitlement;
  // Its time has just gone by, and perhaps another plan's has begun.
  await holdPerson(db, telegramId);
  await settleHeld(db, { telegramId, nowMs });
  const { until: _until, ...now } = await read(db, { telegramId, nowMs });
  return now;
}

async function read(db: Database, { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs }) {
  const { rows } = await planOf(sql`${telegramId}::bigint`, nowMs).execute(db);
  return toEntitlement(rows[0]!);
}

export interface PlanOfPerson {
  readonly plan_code: string;
  readonly plan_version: number;
  readonly plan_limits: unknown;
  readonly plan_until: Date | null;
}

/** One row. Whatever they have goes before what everybody has, of which the newest version counts. */
export function planOf(telegramId: RawBuilder<number>, nowMs: EpochMs): RawBuilder<PlanOfPerson> {
  return sql`
    select plan.code as plan_code, plan.version as plan_version, plan.limits as plan_limits,
      entitlement.until_at as plan_until
    from plan left join entitlement on entitlement.telegram_id = ${telegramId}
    where plan.code = 'free' or (
      plan.code = entitlement.plan_code and plan.version = entitlement.plan_version
      and (entitlement.until_at is null or entitlement.until_at > ${new Date(nowMs)}))
    order by plan.code = 'free', plan.version desc limit 1`;
}

export function toEntitlement(row: PlanOfPerson): Entitlement & { readonly until: Date | null } {
  const { plan_code: code, plan_version: version, plan_limits: limits, plan_until: until } = row;
  return { code, version, limits: limits as PlanLimits, until };
}

/** What this person used today counts no more. False: they asked for nothing yet. */
export async function resetQuota(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<boolean> {
  const result = await db
    .updateTable('entitlement')
    .set({ day_from: new Date(nowMs) })
    .where('telegram_id', '=', telegramId)
    .where('day_until', '>', new Date(nowMs))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The day whose use is counted. */
export interface CountedDay {
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
}

/**
 * The person's day that goes on: the one that had begun if it has not ended, else the one that is given. So a change
 * of the time zone does not make a second day of one. Keeps others from counting for this person until the caller's
 * transaction ends.
 */
export async function countedDay(
  db: Database,
  { telegramId, nowMs, day }: { telegramId: number; nowMs: EpochMs; day: CountedDay },
): Promise<CountedDay> {
  const begun = { day_from: new Date(day.fromMs), day_until: new Date(day.untilMs) };
  const isOver = sql<boolean>`coalesce(entitlement.day_until <= ${new Date(nowMs)}, true)`;
  const row = await db
    .insertInto('entitlement')
    .values({ telegram_id: telegramId, plan_code: null, plan_version: null, ...begun })
    .onConflict((conflict) =>
      conflict.column('telegram_id').doUpdateSet({
        day_from: sql`case when ${isOver} then excluded.day_from else entitlement.day_from end`,
        day_until: sql`case when ${isOver} then excluded.day_until else entitlement.day_until end`,
      }),
    )
    .returning(['day_from', 'day_until'])
    .executeTakeFirstOrThrow();
  return { fromMs: row.day_from?.getTime() ?? day.fromMs, untilMs: row.day_until?.getTime() ?? day.untilMs };
}

/** The plan of those who run the house: they are told what needs somebody. */
const OPERATOR = 'operator';

/** Who runs the house. */
export async function operators(db: Database): Promise<number[]> {
  const rows = await db
    .selectFrom('entitlement')
    .select('telegram_id')
    .where('plan_code', '=', OPERATOR)
    .where((is) => is.or([is('until_at', 'is', null), is('until_at', '>', sql<Date>`now()`)]))
    .orderBy('telegram_id')
    .execute();
  return rows.map((row) => row.telegram_id);
}
