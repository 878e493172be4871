import { DAY_MS, type EpochMs } from '#engine/index.ts';
import { careOf } from '../db/care.ts';
import type { Database } from '../db/database.ts';
import { findOffer, OFFER_LIFE_MS } from '../db/offers.ts';
import { liveSubscriptions } from '../db/paid-subscriptions.ts';
import { findPerson } from '../db/people.ts';
import { findPlan } from '../db/plans.ts';
import { mismatchOf } from './credit.ts';
import type { Paid } from './provider.ts';

/**
 * Whether somebody may pay now. forged: it is not what we offered to this person at this price. changed: the plan, or
 * what it costs, is another by now. renewed: they pay for it already. gone: whoever was to get it is not here any more.
 * paused: the payer asked for a break.
 */
export type CheckoutVerdict = 'fine' | 'forged' | 'changed' | 'renewed' | 'gone' | 'paused';

/** Looked at the moment before the money moves, when it can still be refused without any loss. */
export async function judgeCheckout(
  db: Database,
  {
    provider,
    asked,
    nowMs,
  }: { provider: string; asked: Pick<Paid, 'offerId' | 'payerId' | 'currency' | 'amount'>; nowMs: EpochMs },
): Promise<CheckoutVerdict> {
  const offer = await findOffer(db, { provider, id: asked.offerId });
  if (offer === null || mismatchOf(offer, asked) !== null) return 'forged';
  const { plan, payerId, receiverId } = offer;
  const [newest, receiver, care, running] = await Promise.all([
    findPlan(db, { code: plan.code }),
    findPerson(db, receiverId),
    careOf(db, { telegramId: payerId, nowMs }),
    offer.renews ? liveSubscriptions(db, { payerId, nowMs }) : [],
  ]);
  if (receiver === null) return 'gone';
  const isNext = running.some((one) => one.offerId === offer.id);
  if (care.pausedUntilMs !== null && !isNext) return 'paused';
  const isOld = offer.createdMs < nowMs - (OFFER_LIFE_MS - DAY_MS) && !isNext;
  if (newest === null || !newest.isSold || newest.version !== plan.version || isOld) return 'changed';
  return running.some((one) => one.renews && one.planCode === plan.code) ? 'renewed' : 'fine';
}
