import { sql } from 'kysely';
import { DAY_MS, type EpochMs } from '#engine/index.ts';
import { claimOnce } from './claims.ts';
import type { Database } from './database.ts';
import { giveTime } from './give-time.ts';
import { addPlanNews } from './plan-news.ts';
import { findPlan } from './plans.ts';

/** Days of this both get: who brought somebody, and who was brought. */
export const REFERRAL_PLAN = 'premium';

/** Somebody new came by another's link; the first link counts. False: it does not count. */
export async function rememberReferral(
  db: Database,
  { invitedId, referrerId }: { invitedId: number; referrerId: number },
): Promise<boolean> {
  if (invitedId === referrerId) return false;
  const { numAffectedRows = 0n } = await sql`
    insert into referral (invited_id, referrer_id)
    select ${invitedId}, telegram_id from person where telegram_id = ${referrerId}
    on conflict do nothing`.execute(db);
  return numAffectedRows > 0n;
}

/** How many came by a person's link, and for how many there were days. */
export async function referralsOf(db: Database, telegramId: number): Promise<{ brought: number; rewarded: number }> {
  return db
    .selectFrom('referral')
    .select(({ fn }) => [
      fn.countAll<number>().as('brought'),
      fn.countAll<number>().filterWhere('is_rewarded', '=', true).as('rewarded'),
    ])
    .where('referrer_id', '=', telegramId)
    .executeTakeFirstOrThrow();
}

/**
 * Thanks both for whoever has linked an account since: once for each person, and once for each account at the broker,
 * so that nobody brings themselves twice. `days`: how many each gets. Returns how many were looked at.
 */
export async function settleReferrals(
  db: Database,
  { days, key, nowMs, most }: { days: number; key: Uint8Array; nowMs: EpochMs; most: number },
): Promise<number> {
  const due = await db
    .selectFrom('referral')
    .innerJoin('broker_link', 'broker_link.telegram_id', 'invited_id')
    .select(['invited_id', 'referrer_id', 'broker_user_id'])
    .where('settled_at', 'is', null)
    .where('broker_link.state', '=', 'active')
    .where('broker_link.is_current', '=', true)
    .orderBy('referral.created_at')
    .limit(most)
    .execute();
  for (const { invited_id: invitedId, referrer_id: referrerId, broker_user_id: brokerUserId } of due) {
    await db.transaction().execute((tx) => settle(tx, { invitedId, referrerId, brokerUserId, days, key, nowMs }));
  }
  return due.length;
}

interface Settled {
  readonly invitedId: number;
  readonly referrerId: number;
  readonly brokerUserId: string;
  readonly days: number;
  readonly key: Uint8Array;
  readonly nowMs: EpochMs;
}

async function settle(db: Database, settled: Settled): Promise<void> {
  const { invitedId, referrerId, brokerUserId, days, key, nowMs } = settled;
  const row = await db
    .updateTable('referral')
    .set({ settled_at: new Date(nowMs) })
    .where('invited_id', '=', invitedId)
    .where('settled_at', 'is', null)
    .returning('invited_id')
    .executeTakeFirst();
  if (row === undefined) return;
  const accounts = [`telegram ${invitedId}`, `broker ${brokerUserId}`];
  const isFirst = await claimOnce(db, { what: 'referral', accounts, key });
  if (!isFirst || (await hadAccount(db, { telegramId: referrerId, brokerUserId }))) return;
  const plan = (await findPlan(db, { code: REFERRAL_PLAN }))!;
  const both = [
    ['friend', invitedId],
    ['thanks', referrerId],
  ] as const;
  // In the order of their ids, so that two that cross each other do not wait for each other.
  for (const [kind, telegramId] of [...both].sort((a, b) => a[1] - b[1])) {
    await giveTime(db, {
      ...{ telegramId, kind: 'referral', source: 'referral', sourceId: `${invitedId} ${kind}`, plan },
      ...{ ms: days * DAY_MS, reason: null, madeBy: 'person', nowMs },
    });
    const facts = { kind, code: plan.code, days, reason: null };
    await addPlanNews(db, { telegramId, key: `referral ${invitedId} ${kind}`, facts });
  }
  await db.updateTable('referral').set({ is_rewarded: true }).where('invited_id', '=', invitedId).execute();
}

/** Whoever brought somebody is linked to the very same account. */
async function hadAccount(
  db: Database,
  { telegramId, brokerUserId }: { telegramId: number; brokerUserId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('broker_link')
    .select('telegram_id')
    .where('telegram_id', '=', telegramId)
    .where('broker_user_id', '=', brokerUserId)
    .executeTakeFirst();
  return row !== undefined;
}
