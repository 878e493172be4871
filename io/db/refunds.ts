import { sql } from 'kysely';
import { DAY_MS, type EpochMs } from '#engine/index.ts';
import type { Database } from './database.ts';
import { inTransaction } from './in-transaction.ts';
import { findPayment } from './payments.ts';
import { holdPerson } from './subscriptions.ts';

/**
 * there: it was asked for before. done: it went back already. late: too long ago. again: they had one not long ago.
 * unknown: there is no such payment of theirs.
 */
export type RefundAsked = 'asked' | 'there' | 'done' | 'late' | 'again' | 'unknown';

/** Whoever had a payment back without asking anybody asks somebody for the next one, for so long. */
export const SELF_REFUND_PAUSE_MS = 180 * DAY_MS;

/**
 * Has a payment given back; a worker does it, and tries until the provider confirms it (io/payments/settle.ts). What it
 * bought goes when it is confirmed.
 */
export async function askRefund(
  db: Database,
  asked: {
    readonly payment: { readonly chargeId: string } | { readonly id: number };
    readonly reason: string;
    /** Who asks: `person`, `terminal`, or an admin. */
    readonly madeBy: string;
    /** Only this person's, and only so long after it was paid. */
    readonly byPayer?: { readonly id: number; readonly nowMs: EpochMs; readonly withinMs: number };
  },
): Promise<RefundAsked> {
  return await inTransaction(db, (tx) => askWithin(tx, asked));
}

async function askWithin(
  db: Database,
  { reason, madeBy, byPayer, payment: wanted }: Parameters<typeof askRefund>[1],
): Promise<RefundAsked> {
  // Two taps at once are one after the other, and the second sees what the first did.
  if (byPayer !== undefined) await holdPerson(db, byPayer.id);
  const payment = await findPayment(db, wanted);
  if (payment === null || (byPayer !== undefined && payment.offer.payerId !== byPayer.id)) return 'unknown';
  if (payment.refund !== null) return payment.refund.doneMs === null ? 'there' : 'done';
  if (byPayer !== undefined && payment.paidMs <= byPayer.nowMs - byPayer.withinMs) return 'late';
  if (byPayer !== undefined && (await selfRefundFromMs(db, byPayer)) !== null) return 'again';
  const result = await db
    .insertInto('payment_refund')
    .values({ payment_id: payment.id, reason, made_by: madeBy, error: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n ? 'asked' : 'there';
}

/** When somebody may have a payment back by themselves again; null: now. */
export async function selfRefundFromMs(
  db: Database,
  { id, nowMs }: { id: number; nowMs: EpochMs },
): Promise<EpochMs | null> {
  const row = await db
    .selectFrom('payment_refund')
    .innerJoin('payment', 'payment.id', 'payment_refund.payment_id')
    .innerJoin('payment_offer', 'payment_offer.id', 'payment.offer_id')
    .select('payment_refund.asked_at')
    .where('payment_offer.payer_id', '=', id)
    .where('payment_refund.made_by', '=', 'person')
    .where('payment_refund.asked_at', '>', new Date(nowMs - SELF_REFUND_PAUSE_MS))
    .orderBy('payment_refund.asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : row.asked_at.getTime() + SELF_REFUND_PAUSE_MS;
}

/** The provider says that it went back; whoever asked, if anybody did. */
export async function markRefunded(
  db: Database,
  { paymentId, nowMs }: { paymentId: number; nowMs: EpochMs },
): Promise<{ reason: string; madeBy: string }> {
  const row = await db
    .insertInto('payment_refund')
    .values({ payment_id: paymentId, reason: '', made_by: 'provider', done_at: new Date(nowMs), error: null })
    .onConflict((conflict) => conflict.column('payment_id').doUpdateSet({ done_at: new Date(nowMs), error: null }))
    .returning(['reason', 'made_by'])
    .executeTakeFirstOrThrow();
  return { reason: row.reason, madeBy: row.made_by };
}

/** Takes refunds that are due; each comes back later, and later each time, unless it is done by then. */
export async function takeDueRefunds(
  db: Database,
  { nowMs, most }: { nowMs: EpochMs; most: number },
): Promise<{ paymentId: number }[]> {
  const now = new Date(nowMs);
  const { rows } = await sql<{ payment_id: number }>`
    update payment_refund set attempts = attempts + 1, not_before = ${now}::timestamptz + ${PAUSE}
    where payment_id = any(array(
      select payment_id from payment_refund
      where done_at is null and (not_before is null or not_before <= ${now})
      order by payment_id limit ${most} for update skip locked))
    returning payment_id`.execute(db);
  return rows.map((row) => ({ paymentId: row.payment_id }));
}

/** Of the try that begins: 2 s, 4 s, … an hour. */
const PAUSE = sql`make_interval(secs => least(3600, 2 * power(2, least(attempts, 12))))`;

export async function noteRefundError(
  db: Database,
  { paymentId, error }: { paymentId: number; error: string },
): Promise<void> {
  await db.updateTable('payment_refund').set({ error }).where('payment_id', '=', paymentId).execute();
}
