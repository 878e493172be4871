import { type EpochMs, HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import { findPayment, markSeen, unseenPayments } from '../db/payments.ts';
import { addPlanNews } from '../db/plan-news.ts';
import { keepFound, keepTaken, takenSoFar } from '../db/reconciliation.ts';
import { creditPayment, creditRefund } from './credit.ts';
import type { BookEntry, Paid } from './provider.ts';
import { type MoneyTrouble, reportTrouble } from './report.ts';
import type { SettleParts } from './settle.ts';

/** The provider gives so many at once. */
const PAGE = 100;
/** What was looked at is looked at again to that extent: nothing slips through between two pages. */
const AGAIN = 200;
/** Younger ones may still be on their way to us. */
const YOUNG_MS = 10 * MINUTE_MS;
const LATE_MS = HOUR_MS;
const MOST = 100;

/** What came of it, in numbers. lost: the provider had them and we had not; now they are credited. */
export interface Reconciled {
  looked: number;
  lost: number;
  returned: number;
  reported: number;
}

/**
 * Compares the provider's own books with ours, from where the last time ended: what was paid and never told is credited,
 * what went back is taken back, and what cannot be explained is reported. Safe to run twice.
 */
export async function reconcilePayments(parts: SettleParts): Promise<Reconciled> {
  const { db, provider, log } = parts;
  const nowMs = parts.nowMs();
  const found: Reconciled = { looked: 0, lost: 0, returned: 0, reported: 0 };
  const taken = await takenSoFar(db, provider.name);
  let skip = Math.max(0, taken - AGAIN);
  for (let isMore = true; isMore; ) {
    const page = await provider.fetch({ skip, most: PAGE });
    const old = page.filter(({ atMs }) => atMs <= nowMs - YOUNG_MS);
    for (const entry of old) await compare(parts, { entry, nowMs, found });
    skip += old.length;
    await keepTaken(db, { provider: provider.name, taken: Math.max(taken, skip), nowMs });
    isMore = page.length === PAGE && old.length === PAGE;
  }
  const unseen = await unseenPayments(db, { provider: provider.name, beforeMs: nowMs - LATE_MS, most: MOST });
  for (const { chargeId } of unseen) await report(parts, { what: 'unconfirmed', chargeId, found });
  await keepFound(db, { provider: provider.name, ...found });
  log.info({ ...found }, 'payments compared with the books of the provider');
  return found;
}

interface Comparison {
  readonly entry: BookEntry;
  readonly nowMs: EpochMs;
  readonly found: Reconciled;
}

async function compare(parts: SettleParts, { entry, nowMs, found }: Comparison): Promise<void> {
  found.looked += 1;
  switch (entry.kind) {
    case 'paid':
      return comparePaid(parts, { paid: entry, nowMs, found });
    case 'refunded': {
      const { db, provider, log } = parts;
      const payment = await findPayment(db, { chargeId: entry.chargeId, provider: provider.name });
      if (payment === null || payment.refund?.doneMs != null) return;
      log.warn({ chargeId: entry.chargeId }, 'a payment had gone back and nobody told us');
      await db.transaction().execute((tx) => creditRefund(tx, { provider: provider.name, refunded: entry, nowMs }));
      found.returned += 1;
      return;
    }
    case 'other':
      if (entry.isIncome) await report(parts, { what: 'other', chargeId: entry.id, found });
  }
}

async function comparePaid(
  parts: SettleParts,
  { paid, nowMs, found }: { paid: Paid; nowMs: EpochMs; found: Reconciled },
): Promise<void> {
  const { db, provider, log } = parts;
  const { chargeId } = paid;
  if (await markSeen(db, { provider: provider.name, chargeId, nowMs })) return;
  const credited = await db.transaction().execute(async (tx) => {
    const end = await creditPayment(tx, { provider: provider.name, paid, nowMs });
    await markSeen(tx, { provider: provider.name, chargeId, nowMs });
    if (end.kind === 'credited') {
      const { plan, days, receiverId } = end.offer;
      const facts = { kind: 'late', code: plan.code, days, reason: null } as const;
      await addPlanNews(tx, { telegramId: receiverId, key: `late ${chargeId}`, facts });
    }
    return end;
  });
  if (credited.kind === 'refused') return report(parts, { what: 'foreign', chargeId, found });
  log.warn({ chargeId, end: credited.kind }, 'a payment was lost on its way to us');
  found.lost += 1;
}

async function report(
  { db, log }: SettleParts,
  { what, chargeId, found }: { what: MoneyTrouble; chargeId: string; found: Reconciled },
): Promise<void> {
  log.error({ what, chargeId }, 'the books do not agree');
  await db.transaction().execute((tx) => reportTrouble(tx, { what, chargeId }));
  found.reported += 1;
}
