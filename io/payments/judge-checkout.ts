import { DAY_MS, type EpochMs } from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { findOfferNow, OFFER_LIFE_MS } from '../db/offers.ts';
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
  const found = await findOfferNow(db, { provider, id: asked.offerId, nowMs });
  if (found === null || mismatchOf(found.offer, asked) !== null) return 'forged';
  const { offer, soldVersion, isNext } = found;
  if (!found.hasReceiver) return 'gone';
  if (found.isPayerPaused && !isNext) return 'paused';
  const isOld = offer.createdMs < nowMs - (OFFER_LIFE_MS - DAY_MS) && !isNext;
  if (soldVersion !== offer.plan.version || isOld) return 'changed';
  return found.isRenewed ? 'renewed' : 'fine';
}
