import { DAY_MS, type EpochMs, type Subscription } from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { giveTime, takeBackTime } from '../db/give-time.ts';
import { findOffer, type Offer } from '../db/offers.ts';
import { endSubscription, keepSubscription, liveSubscriptions, wantRenewal } from '../db/paid-subscriptions.ts';
import { findPayment, keepPayment, type Payment } from '../db/payments.ts';
import { addPlanNews } from '../db/plan-news.ts';
import { findPlan } from '../db/plans.ts';
import { askRefund, markRefunded } from '../db/refunds.ts';
import { holdPerson } from '../db/subscriptions.ts';
import type { Paid, Refunded } from './provider.ts';

export type Credited =
  | { readonly kind: 'credited'; readonly offer: Offer; readonly subscription: Subscription }
  /** It was credited before. */
  | { readonly kind: 'there' }
  /** Nobody is left who could have the time: the money goes back by itself. */
  | { readonly kind: 'returned' }
  | { readonly kind: 'refused'; readonly why: Mismatch };

/** Why a payment cannot be one that we offered. */
export type Mismatch = 'no_offer' | 'other_person' | 'other_price' | 'differs';

/**
 * Credits a payment once, however often it is told and by whom: the plan of whoever was to get it, and what it renews.
 * In a transaction. What does not fit its offer to the last Star is refused.
 */
export async function creditPayment(
  db: Database,
  { provider, paid, nowMs }: { provider: string; paid: Paid; nowMs: EpochMs },
): Promise<Credited> {
  const { chargeId, payerId, period } = paid;
  const offer = await findOffer(db, { provider, id: paid.offerId });
  const mismatch = mismatchOf(offer, paid);
  if (mismatch !== null) return { kind: 'refused', why: mismatch };
  const { receiverId, days, currency, amount, renews } = offer!;
  const isNew = await keepPayment(db, { provider, chargeId, offerId: offer!.id, paidMs: paid.atMs });
  if (!isNew)
    return (await isSamePayment(db, paid, provider)) ? { kind: 'there' } : { kind: 'refused', why: 'differs' };
  const goesOn = renews && period !== null ? await renewing(db, { offer: offer!, paid, period, nowMs }) : false;
  const given = await giveTime(db, {
    ...{ telegramId: receiverId, kind: 'payment', source: provider, sourceId: chargeId },
    ...{ plan: (await findPlan(db, offer!.plan))!, ms: days * DAY_MS, paid: { currency, amount }, renews: goesOn },
    ...{ reason: payerId === receiverId ? null : 'a present', madeBy: provider, nowMs },
  });
  if (given.kind === 'given') return { kind: 'credited', offer: offer!, subscription: given.subscription };
  if (given.why !== 'nobody') return { kind: 'refused', why: 'differs' };
  await askRefund(db, { payment: { chargeId }, reason: 'nobody to give it to', madeBy: 'house' });
  return { kind: 'returned' };
}

export function mismatchOf(
  offer: Offer | null,
  paid: Pick<Paid, 'payerId' | 'currency' | 'amount'>,
): Exclude<Mismatch, 'differs'> | null {
  if (offer === null) return 'no_offer';
  if (offer.payerId !== paid.payerId) return 'other_person';
  return offer.currency === paid.currency && offer.amount === paid.amount ? null : 'other_price';
}

async function isSamePayment(db: Database, { chargeId, offerId }: Paid, provider: string): Promise<boolean> {
  return (await findPayment(db, { chargeId, provider }))?.offer.id === offerId;
}

/** One at a time is renewed: whoever takes another plan does not pay the one before again. */
async function renewing(
  db: Database,
  { offer, paid, period, nowMs }: { offer: Offer; paid: Paid; period: NonNullable<Paid['period']>; nowMs: EpochMs },
): Promise<boolean> {
  const all = await liveSubscriptions(db, { payerId: offer.payerId, nowMs });
  const isFirst = period.isFirst ?? !all.some(({ offerId }) => offerId === offer.id);
  const { chargeId } = paid;
  const { renews } = await keepSubscription(db, { offerId: offer.id, chargeId, untilMs: period.untilMs, isFirst });
  const others = all.filter(({ offerId }) => offerId !== offer.id).map(({ offerId }) => offerId);
  if (isFirst) await wantRenewal(db, { offerIds: others, renews: false });
  return renews;
}

/**
 * A payment went back, as its provider says: what it bought goes, once, and it is not renewed. Whoever paid hears of it, and so
 * does whoever had it as a present.
 * In a transaction. null: it is no payment of ours.
 */
export async function creditRefund(
  db: Database,
  { provider, refunded, nowMs }: { provider: string; refunded: Refunded; nowMs: EpochMs },
): Promise<Payment | null> {
  const { chargeId } = refunded;
  const payment = await findPayment(db, { chargeId, provider });
  if (payment === null) return null;
  const { offer } = payment;
  const { reason, madeBy } = await markRefunded(db, { paymentId: payment.id, nowMs });
  const taken = await takeBackTime(db, {
    ...{ telegramId: offer.receiverId, source: provider, sourceId: chargeId },
    ...{ reason: reason === '' ? null : reason, madeBy, nowMs },
  });
  if (taken.kind === 'given' && offer.renews) await endSubscription(db, { offerId: offer.id, nowMs });
  if (await holdPerson(db, offer.payerId)) {
    const facts = { kind: 'refunded', code: offer.plan.code, amount: offer.amount } as const;
    await addPlanNews(db, { telegramId: offer.payerId, key: `refund ${payment.id}`, facts });
  }
  const isPresent = offer.receiverId !== offer.payerId;
  if (isPresent && taken.kind === 'given') {
    const facts = { kind: 'present_back', code: offer.plan.code, days: offer.days } as const;
    await addPlanNews(db, { telegramId: offer.receiverId, key: `present back ${payment.id}`, facts });
  }
  return payment;
}
