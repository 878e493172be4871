import { DAY_MS, type EpochMs } from '#engine/index.ts';
import type { Database } from './database.ts';
import { type Given, giveTime } from './give-time.ts';
import { inTransaction } from './in-transaction.ts';
import { addPlanNews } from './plan-news.ts';
import type { Plan } from './plans.ts';

/** Time of a plan that somebody who runs the house gives. */
export interface Grant {
  readonly telegramId: number;
  readonly kind: 'grant' | 'gift';
  /** Of this act: the same one is done once. */
  readonly id: string;
  readonly plan: Plan;
  readonly days: number;
  /** The person reads it. */
  readonly reason: string;
  /** Who gives it. */
  readonly madeBy: string;
  readonly nowMs: EpochMs;
}

/** Gives it and has the person told, in one transaction. */
export async function grantPlan(db: Database, grant: Grant): Promise<Given> {
  const { telegramId, kind, id, plan, days, reason, madeBy, nowMs } = grant;
  return inTransaction(db, async (tx) => {
    const given = await giveTime(tx, {
      ...{ telegramId, kind, source: 'grant', sourceId: id, plan, ms: days * DAY_MS, reason, madeBy, nowMs },
    });
    if (given.kind === 'given') {
      await addPlanNews(tx, { telegramId, key: `grant ${id}`, facts: { kind, code: plan.code, days, reason } });
    }
    return given;
  });
}
