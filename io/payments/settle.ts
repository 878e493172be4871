import type { EpochMs } from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { markTold, type PaidSubscription, takeUntoldRenewals } from '../db/paid-subscriptions.ts';
import { findPayment } from '../db/payments.ts';
import { noteRefundError, takeDueRefunds } from '../db/refunds.ts';
import type { Log } from '../log.ts';
import { creditRefund } from './credit.ts';
import type { PaymentProvider } from './provider.ts';
import { reportTrouble } from './report.ts';

export interface SettleParts {
  readonly db: Database;
  readonly provider: PaymentProvider;
  readonly log: Log;
  readonly nowMs: () => EpochMs;
}

/** So many at a time; what is left comes with the next minute. */
const MOST = 50;

/**
 * Tells the provider what is to be given back and what is not to be charged again, until it agrees. May run twice, also
 * at once: whoever takes one has it for a while, and the provider does nothing twice.
 */
export async function settlePayments(parts: SettleParts): Promise<Settled> {
  const { db, nowMs } = parts;
  const settled: Settled = { refunded: 0, told: 0, open: 0 };
  for (const { paymentId } of await takeDueRefunds(db, { nowMs: nowMs(), most: MOST })) {
    settled[(await giveBack(parts, paymentId)) ? 'refunded' : 'open'] += 1;
  }
  for (const subscription of await takeUntoldRenewals(db, { nowMs: nowMs(), most: MOST })) {
    settled[(await tellRenewal(parts, subscription)) ? 'told' : 'open'] += 1;
  }
  return settled;
}

/** open: the provider did not agree yet. */
export interface Settled {
  refunded: number;
  told: number;
  open: number;
}

async function giveBack({ db, provider, log, nowMs }: SettleParts, paymentId: number): Promise<boolean> {
  const payment = await findPayment(db, { id: paymentId });
  if (payment === null || payment.provider !== provider.name) return false;
  const { chargeId, offer } = payment;
  try {
    const answer = await provider.refund({ payerId: offer.payerId, chargeId });
    if (answer.kind === 'refused') {
      // Somebody may fill the balance that was too low: it is tried again, later and later.
      log.error({ chargeId, why: answer.why }, 'a refund was refused');
      await noteRefundError(db, { paymentId, error: answer.why });
      await db.transaction().execute((tx) => reportTrouble(tx, { what: 'refund_refused', chargeId }));
      return false;
    }
    const refunded = { kind: 'refunded', chargeId, atMs: nowMs() } as const;
    await db.transaction().execute((tx) => creditRefund(tx, { provider: provider.name, refunded, nowMs: nowMs() }));
    log.info({ chargeId }, 'a payment went back');
    return true;
  } catch (error) {
    log.warn({ err: error, chargeId }, 'nobody knows yet whether a refund was done');
    await noteRefundError(db, { paymentId, error: String(error) }).catch(() => undefined);
    return false;
  }
}

async function tellRenewal({ db, provider, log }: SettleParts, subscription: PaidSubscription): Promise<boolean> {
  const { offerId, payerId, chargeId, renews } = subscription;
  if (subscription.provider !== provider.name) return false;
  try {
    const answer = await provider.setRenewal({ payerId, chargeId }, { renews });
    const error = answer.kind === 'refused' ? answer.why : null;
    // There is nothing left that could be charged.
    if (error !== null) log.warn({ chargeId, renews, why: error }, 'the provider knows nothing to renew or to stop');
    await markTold(db, { offerId, renews, error });
    return error === null;
  } catch (error) {
    log.warn({ err: error, chargeId, renews }, 'nobody knows yet whether a renewal was stopped');
    return false;
  }
}
