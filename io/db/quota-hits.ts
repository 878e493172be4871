import { sql } from 'kysely';
import { type Beyond, DAY_MS, type EpochMs, type Spent } from '#engine/index.ts';
import type { Database } from './database.ts';

/** What of a plan was too small for what somebody wanted. */
export type LimitName = Spent['of'] | Beyond['of'] | 'presets' | 'notices';

/** Counts one refusal, by its day in UTC; whose it was is not kept. */
export async function countQuotaHit(
  db: Database,
  { plan, limit, nowMs }: { plan: string; limit: LimitName; nowMs: EpochMs },
): Promise<void> {
  await db
    .insertInto('quota_hit')
    .values({ day: dayOf(nowMs), plan_code: plan, limit_name: limit })
    .onConflict((conflict) =>
      conflict.columns(['day', 'plan_code', 'limit_name']).doUpdateSet({ hits: sql<number>`quota_hit.hits + 1` }),
    )
    .execute();
}

/** How often a limit of a plan refused on one day. */
export interface QuotaHits {
  /** `2026-11-20`, in UTC. */
  readonly day: string;
  readonly plan: string;
  readonly limit: LimitName;
  readonly hits: number;
}

/** Of the last so many days, today among them. */
export async function readQuotaHits(
  db: Database,
  { days, nowMs }: { days: number; nowMs: EpochMs },
): Promise<QuotaHits[]> {
  const { rows } = await sql<QuotaHits>`
    select to_char(day, 'YYYY-MM-DD') as day, plan_code as plan, limit_name as limit, hits
    from quota_hit where day > ${dayOf(nowMs - days * DAY_MS)}::date order by day, plan, "limit"`.execute(db);
  return rows;
}

function dayOf(ms: EpochMs): string {
  return new Date(ms).toISOString().slice(0, 10);
}
