import { DAY_MS, type PlanLimits } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { giveTime } from '#io/db/give-time.ts';
import { findPlan, publishPlan } from '#io/db/plans.ts';

/** As far as the house goes, and more than a test asks for. */
export const LIFTED: PlanLimits = {
  ...{ catalogsPerDay: 1_000_000, topsPerDay: 1_000_000, assetsPerDay: 1_000_000, picturesPerHour: 1_000_000 },
  ...{ depth: 9, windowBlocks: 2_000, windowDays: 60, historyDays: 60, notices: 20, presets: 20, priority: 'free' },
};

/** From now on everybody may ask more than people do; only tests of plans want what is sold. */
export async function liftPlans(db: Database): Promise<void> {
  await publishFree(db, LIFTED);
}

/** A new version of what everybody has. */
export async function publishFree(db: Database, limits: PlanLimits): Promise<void> {
  await publishPlan(db, { code: 'free', rank: 0, limits, prices: {}, isSold: false });
}

/** Thirty days of a plan, given by nobody. */
export async function giveMonth(
  db: Database,
  { telegramId, code = 'premium' }: { telegramId: number; code?: string },
): Promise<void> {
  const plan = (await findPlan(db, { code }))!;
  await db.transaction().execute((tx) =>
    giveTime(tx, {
      ...{ telegramId, kind: 'grant', source: 'test', sourceId: String(telegramId), plan, ms: 30 * DAY_MS },
      ...{ reason: null, madeBy: 'test', nowMs: Date.now() },
    }),
  );
}
