import { sql } from 'kysely';
import { DAY_MS, type EpochMs, type Subscription } from '#engine/index.ts';
import type { Database } from './database.ts';
import { giveTime } from './give-time.ts';
import { findPlan, type Plan } from './plans.ts';

/** A word that gives whoever says it time of a plan. */
export interface NewCoupon {
  /** Capitals, digits and dashes. */
  readonly code: string;
  readonly plan: Plan;
  readonly days: number;
  readonly mostUses: number;
  /** null: until it is used up or put off. */
  readonly expiresMs: EpochMs | null;
  /** What it is for. */
  readonly campaign: string;
  readonly madeBy: string;
}

/** False: there is one of that name. */
export async function createCoupon(db: Database, coupon: NewCoupon): Promise<boolean> {
  const { code, plan, days, mostUses, expiresMs, campaign, madeBy } = coupon;
  const result = await db
    .insertInto('coupon')
    .values({
      ...{ code, plan_code: plan.code, plan_version: plan.version, days, most_uses: mostUses, campaign },
      ...{ made_by: madeBy, expires_at: expiresMs === null ? null : new Date(expiresMs) },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** From now on nobody can use it; who has, keeps the time. False: there is none, or it is off. */
export async function endCoupon(db: Database, code: string): Promise<boolean> {
  const result = await db
    .updateTable('coupon')
    .set({ is_on: false })
    .where('code', '=', code)
    .where('is_on', '=', true)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The code of a coupon by what the panel names it with, for whoever may not see the code. null: there is none. */
export async function couponCodeOf(db: Database, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('coupon')
    .select('code')
    .where(sql`substr(encode(sha256(code::bytea), 'hex'), 1, 12)`, '=', id)
    .executeTakeFirst();
  return row?.code ?? null;
}

export interface CouponUse {
  readonly code: string;
  readonly days: number;
  readonly used: number;
  readonly mostUses: number;
  readonly isOn: boolean;
  readonly planCode: string;
  readonly campaign: string;
}

/** The newest first. */
export async function listCoupons(db: Database, { most }: { most: number }): Promise<CouponUse[]> {
  const rows = await db.selectFrom('coupon').selectAll().orderBy('created_at', 'desc').limit(most).execute();
  return rows.map((row) => ({
    ...{ code: row.code, days: row.days, used: row.used, mostUses: row.most_uses, isOn: row.is_on },
    ...{ planCode: row.plan_code, campaign: row.campaign },
  }));
}

export type Redeemed =
  | {
      readonly kind: 'given';
      readonly planCode: string;
      readonly days: number;
      readonly subscription: Subscription;
    }
  /** over: used up, put off or too old. used: by this person. */
  | { readonly kind: 'unknown' | 'over' | 'used' };

/** Uses a coupon, once for each person and never more often than it may be, in the caller's transaction. */
export async function redeemCoupon(
  db: Database,
  { telegramId, code, nowMs }: { telegramId: number; code: string; nowMs: EpochMs },
): Promise<Redeemed> {
  // Whoever comes at the same moment waits here, and sees what is left.
  const coupon = await db
    .selectFrom('coupon')
    .selectAll()
    .where('code', '=', code.toUpperCase())
    .forUpdate()
    .executeTakeFirst();
  if (coupon === undefined) return { kind: 'unknown' };
  const sourceId = `${coupon.code} ${telegramId}`;
  const before = await db
    .selectFrom('money_ledger')
    .select('id')
    .where('source', '=', 'coupon')
    .where('source_id', '=', sourceId)
    .executeTakeFirst();
  if (before !== undefined) return { kind: 'used' };
  const isOver = coupon.expires_at !== null && coupon.expires_at.getTime() <= nowMs;
  if (!coupon.is_on || coupon.used >= coupon.most_uses || isOver) return { kind: 'over' };
  const plan = (await findPlan(db, { code: coupon.plan_code, version: coupon.plan_version }))!;
  const given = await giveTime(db, {
    ...{ telegramId, kind: 'coupon', source: 'coupon', sourceId, plan, ms: coupon.days * DAY_MS },
    ...{ reason: coupon.campaign, madeBy: 'person', nowMs },
  });
  if (given.kind === 'refused') return { kind: 'used' };
  await db.updateTable('coupon').set({ used: sql`used + 1` }).where('code', '=', coupon.code).execute();
  return { kind: 'given', planCode: plan.code, days: coupon.days, subscription: given.subscription };
}
