import { sql } from 'kysely';
import type { EpochMs } from '#engine/index.ts';
import type { Database } from './database.ts';

/** What a person pays again each time it ends. */
export interface PaidSubscription {
  readonly offerId: string;
  readonly provider: string;
  readonly payerId: number;
  /** Of its first payment. */
  readonly chargeId: string;
  readonly planCode: string;
  /** Paid until then. */
  readonly untilMs: EpochMs;
  /** As its person wants it. */
  readonly renews: boolean;
}

/** Those whose paid time goes on, also the stopped ones; the newest first. */
export async function liveSubscriptions(
  db: Database,
  { payerId, nowMs }: { payerId: number; nowMs: EpochMs },
): Promise<PaidSubscription[]> {
  const rows = await subscriptions(db)
    .where('payment_offer.payer_id', '=', payerId)
    .where('paid_subscription.until_at', '>', new Date(nowMs))
    .orderBy('paid_subscription.until_at', 'desc')
    .execute();
  return rows.map(toSubscription);
}

/** Its first payment, or its next one. Says whether its person still wants it to go on. */
export async function keepSubscription(
  db: Database,
  period: { readonly offerId: string; readonly chargeId: string; readonly untilMs: EpochMs; readonly isFirst: boolean },
): Promise<{ renews: boolean }> {
  const { offerId, chargeId, untilMs, isFirst } = period;
  const until = new Date(untilMs);
  const begun = { charge_id: chargeId, until_at: until, renews: true, told_renews: true };
  return db
    .insertInto('paid_subscription')
    .values({ offer_id: offerId, ...begun, error: null })
    .onConflict((conflict) =>
      conflict
        .column('offer_id')
        .doUpdateSet(isFirst ? begun : { until_at: sql`greatest(paid_subscription.until_at, ${until})` }),
    )
    .returning('renews')
    .executeTakeFirstOrThrow();
}

/** What the person wants of these; the provider is told by a worker, until it agrees (io/payments/settle.ts). */
export async function wantRenewal(
  db: Database,
  { offerIds, renews }: { offerIds: readonly string[]; renews: boolean },
): Promise<void> {
  if (offerIds.length === 0) return;
  await db
    .updateTable('paid_subscription')
    .set({ renews, attempts: 0, not_before: null })
    .where('offer_id', 'in', [...offerIds])
    .where('renews', '!=', renews)
    .execute();
}

/** Its payment went back: it is over, and not renewed. */
export async function endSubscription(
  db: Database,
  { offerId, nowMs }: { offerId: string; nowMs: EpochMs },
): Promise<void> {
  await wantRenewal(db, { offerIds: [offerId], renews: false });
  await db
    .updateTable('paid_subscription')
    .set({ until_at: sql`least(until_at, ${new Date(nowMs)})` })
    .where('offer_id', '=', offerId)
    .execute();
}

/** Takes those of which the provider has to be told; each comes back later unless it agreed by then. */
export async function takeUntoldRenewals(
  db: Database,
  { nowMs, most }: { nowMs: EpochMs; most: number },
): Promise<PaidSubscription[]> {
  const now = new Date(nowMs);
  const { rows } = await sql<{ offer_id: string }>`
    update paid_subscription set attempts = attempts + 1,
      not_before = ${now}::timestamptz + make_interval(secs => least(3600, 2 * power(2, least(attempts, 12))))
    where offer_id in (
      select offer_id from paid_subscription
      where renews <> told_renews and (not_before is null or not_before <= ${now})
      limit ${most} for update skip locked)
    returning offer_id`.execute(db);
  if (rows.length === 0) return [];
  const taken = await subscriptions(db)
    .where(
      'paid_subscription.offer_id',
      'in',
      rows.map((row) => row.offer_id),
    )
    .execute();
  return taken.map(toSubscription);
}

/** The provider agreed to it, or will never: then it is not asked again. */
export async function markTold(
  db: Database,
  { offerId, renews, error }: { offerId: string; renews: boolean; error: string | null },
): Promise<void> {
  await db
    .updateTable('paid_subscription')
    .set({ told_renews: renews, error })
    .where('offer_id', '=', offerId)
    .execute();
}

function subscriptions(db: Database) {
  return db
    .selectFrom('paid_subscription')
    .innerJoin('payment_offer', 'payment_offer.id', 'paid_subscription.offer_id')
    .select(['paid_subscription.offer_id', 'paid_subscription.charge_id', 'paid_subscription.until_at'])
    .select([
      'paid_subscription.renews',
      'payment_offer.provider',
      'payment_offer.payer_id',
      'payment_offer.plan_code',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof subscriptions>['executeTakeFirstOrThrow']>>;

function toSubscription(row: Row): PaidSubscription {
  return {
    ...{ offerId: row.offer_id, provider: row.provider, payerId: row.payer_id, chargeId: row.charge_id },
    ...{ planCode: row.plan_code, untilMs: row.until_at.getTime(), renews: row.renews },
  };
}
