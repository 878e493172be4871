import type { EpochMs } from '#engine/index.ts';
import type { Database } from './database.ts';
import { type Offer, toOffer } from './offers.ts';

/** Money that came for an offer. */
export interface Payment {
  readonly id: number;
  readonly provider: string;
  /** The provider's name for it. */
  readonly chargeId: string;
  readonly paidMs: EpochMs;
  readonly offer: Offer;
  readonly refund: { readonly doneMs: EpochMs | null; readonly reason: string; readonly madeBy: string } | null;
}

/** False: it was there already. */
export async function keepPayment(
  db: Database,
  payment: { provider: string; chargeId: string; offerId: string; paidMs: EpochMs },
): Promise<boolean> {
  const { provider, chargeId, offerId, paidMs } = payment;
  const result = await db
    .insertInto('payment')
    .values({ provider, charge_id: chargeId, offer_id: offerId, paid_at: new Date(paidMs) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** By the provider's name for it, or by ours. */
export async function findPayment(
  db: Database,
  by: { readonly chargeId: string; readonly provider?: string } | { readonly id: number },
): Promise<Payment | null> {
  let query = payments(db);
  if ('id' in by) query = query.where('payment.id', '=', by.id);
  else {
    query = query.where('payment.charge_id', '=', by.chargeId);
    if (by.provider !== undefined) query = query.where('payment.provider', '=', by.provider);
  }
  const row = await query.executeTakeFirst();
  return row === undefined ? null : toPayment(row);
}

/** What a person paid since then, the newest first. */
export async function paymentsOf(
  db: Database,
  { payerId, fromMs, most }: { payerId: number; fromMs: EpochMs; most: number },
): Promise<Payment[]> {
  const rows = await payments(db)
    .where('payment_offer.payer_id', '=', payerId)
    .where('payment.paid_at', '>', new Date(fromMs))
    .orderBy('payment.id', 'desc')
    .limit(most)
    .execute();
  return rows.map(toPayment);
}

/** It stands in the provider's own books. False: we have no such payment. */
export async function markSeen(
  db: Database,
  { provider, chargeId, nowMs }: { provider: string; chargeId: string; nowMs: EpochMs },
): Promise<boolean> {
  const result = await db
    .updateTable('payment')
    .set({ seen_at: new Date(nowMs) })
    .where('provider', '=', provider)
    .where('charge_id', '=', chargeId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Payments from before that moment which the provider's books have not shown. */
export async function unseenPayments(
  db: Database,
  { provider, beforeMs, most }: { provider: string; beforeMs: EpochMs; most: number },
): Promise<Payment[]> {
  const rows = await payments(db)
    .where('payment.provider', '=', provider)
    .where('payment.seen_at', 'is', null)
    .where('payment.paid_at', '<', new Date(beforeMs))
    .orderBy('payment.id')
    .limit(most)
    .execute();
  return rows.map(toPayment);
}

function payments(db: Database) {
  return db
    .selectFrom('payment')
    .innerJoin('payment_offer', 'payment_offer.id', 'payment.offer_id')
    .leftJoin('payment_refund', 'payment_refund.payment_id', 'payment.id')
    .selectAll('payment_offer')
    .select(['payment.id as payment_id', 'payment.charge_id', 'payment.paid_at'])
    .select(['payment_refund.reason', 'payment_refund.made_by', 'payment_refund.done_at']);
}

type PaymentRow = Awaited<ReturnType<ReturnType<typeof payments>['executeTakeFirstOrThrow']>>;

function toPayment(row: PaymentRow): Payment {
  const { reason, made_by: madeBy, done_at: doneAt } = row;
  return {
    ...{ id: row.payment_id, provider: row.provider, chargeId: row.charge_id },
    ...{ paidMs: row.paid_at.getTime(), offer: toOffer(row) },
    refund: reason === null || madeBy === null ? null : { reason, madeBy, doneMs: doneAt?.getTime() ?? null },
  };
}
