import { setTimeout as wait } from 'node:timers/promises';
import { clearOffers } from '#io/db/offers.ts';
import { reconcilePayments } from '#io/payments/reconcile.ts';
import { settlePayments } from '#io/payments/settle.ts';
import type { RoutineParts, Tools } from '../tools.ts';

/** Mostly an answer was lost, and the next one is not; what takes longer comes with the next minute. */
const TRIES = 3;
const PAUSE_MS = 3_000;
/** Few enough that nobody waits long for a row. */
const OFFERS_AT_ONCE = 500;

type Till = Pick<Tools, 'db' | 'nowMs' | 'provider'>;

/** Money that is to go back goes back, and what is not to be charged again is not. */
export async function settlePaymentsNow(tools: Till, { log }: Pick<RoutineParts, 'log'>): Promise<void> {
  for (let again = 0; again < TRIES; again += 1) {
    const { open } = await settlePayments({ ...tools, log });
    if (open === 0) return;
    await wait(PAUSE_MS);
  }
}

/** Once a night: what the provider's books say against what ours do. What nobody paid in a month is forgotten. */
export async function reconcilePaymentsNow(tools: Till, { log }: Pick<RoutineParts, 'log'>): Promise<void> {
  await reconcilePayments({ ...tools, log });
  const asked = { nowMs: tools.nowMs(), most: OFFERS_AT_ONCE };
  while ((await clearOffers(tools.db, asked)) === OFFERS_AT_ONCE);
}
