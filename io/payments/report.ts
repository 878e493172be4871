import type { Database } from '../db/database.ts';
import { operators } from '../db/entitlements.ts';
import { addPlanNews } from '../db/plan-news.ts';

/**
 * What is wrong with money. unmatched: it came and fits nothing that we offered. foreign: the provider's books have a
 * payment that is not ours. unconfirmed: we credited what the books do not show. other: an income that is no payment.
 * refund_refused: the provider says no.
 */
export type MoneyTrouble = 'unmatched' | 'foreign' | 'unconfirmed' | 'other' | 'refund_refused';

/** Has those who run the house told, each once, in the caller's transaction; the caller logs it. */
export async function reportTrouble(
  db: Database,
  { what, chargeId }: { what: MoneyTrouble; chargeId: string },
): Promise<void> {
  for (const telegramId of await operators(db)) {
    const facts = { kind: 'trouble', what, chargeId } as const;
    await addPlanNews(db, { telegramId, key: `trouble ${what} ${chargeId} ${telegramId}`, facts });
  }
}
