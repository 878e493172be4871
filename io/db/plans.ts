import { type Selectable, sql } from 'kysely';
import type { PlanLimits, PlanTerms, Price } from '#engine/index.ts';
import type { Database } from './database.ts';
import { toJsonb } from './json.ts';
import type { PlanTable } from './tables.ts';

/** One version of a plan. */
export interface Plan extends PlanTerms {
  readonly limits: PlanLimits;
  /** By currency; `XTR` is Telegram Stars. */
  readonly prices: Readonly<Record<string, Price>>;
  /** Whether people can have it by themselves. */
  readonly isSold: boolean;
}

/** The newest version of every plan, the least first. */
export async function latestPlans(db: Database): Promise<Plan[]> {
  const rows = await db
    .selectFrom('plan')
    .distinctOn('code')
    .selectAll()
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(toPlan).sort((a, b) => a.rank - b.rank);
}

/** Its newest version unless one is named. null: there is none. */
export async function findPlan(
  db: Database,
  { code, version }: { code: string; version?: number },
): Promise<Plan | null> {
  let query = db.selectFrom('plan').selectAll().where('code', '=', code);
  if (version !== undefined) query = query.where('version', '=', version);
  const row = await query.orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : toPlan(row);
}

/** A new version of a plan, for whoever gets it from now on; who has another keeps that. Returns its number. */
export async function publishPlan(
  db: Database,
  { code, rank, limits, prices, isSold }: Pick<Plan, 'code' | 'rank' | 'limits' | 'prices' | 'isSold'>,
): Promise<number> {
  const row = await db
    .insertInto('plan')
    .values({
      ...{ code, rank, is_sold: isSold, limits: toJsonb(limits), prices: toJsonb(prices) },
      version: sql`(select coalesce(max(version), 0) + 1 from plan where code = ${code})`,
    })
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

function toPlan(row: Selectable<PlanTable>): Plan {
  return {
    ...toTerms(row),
    limits: row.limits as PlanLimits,
    prices: row.prices as Plan['prices'],
    isSold: row.is_sold,
  };
}

/** Of what everybody has and nobody pays, the worth is never asked. */
const NO_WORTH = 1;

/** The worth of a plan is its price in Stars. */
export function toTerms(row: Pick<Selectable<PlanTable>, 'code' | 'version' | 'rank' | 'prices'>): PlanTerms {
  const { code, version, rank } = row;
  const { XTR: stars } = row.prices as Plan['prices'];
  return { code, version, rank, dayWorth: stars === undefined ? NO_WORTH : stars.amount / stars.days };
}
