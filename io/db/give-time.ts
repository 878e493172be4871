import type { Entering, EntryKind, EpochMs, PlanTerms, Subscription } from '#engine/index.ts';
import type { Database } from './database.ts';
import { enterMoney, moneyOf } from './money-ledger.ts';
import { findPlan } from './plans.ts';
import { changeSubscription, holdPerson } from './subscriptions.ts';

/** Time of a plan that somebody paid or was given. */
export interface GivenTime {
  readonly telegramId: number;
  readonly kind: Exclude<EntryKind, 'refund'>;
  /** The same event of the same source is credited once, however often it is told. */
  readonly source: string;
  readonly sourceId: string;
  readonly plan: PlanTerms;
  readonly ms: number;
  /** What was paid, in the smallest unit. */
  readonly paid?: { readonly currency: string; readonly amount: number };
  /** Somebody will try to take the next payment when it ends. */
  readonly renews?: boolean;
  readonly reason: string | null;
  readonly madeBy: string;
  readonly nowMs: EpochMs;
}

export type Given =
  | { readonly kind: 'given'; readonly subscription: Subscription }
  /** there: it was credited before. The others say why it cannot be true (engine/plans/money.ts). */
  | { readonly kind: 'refused'; readonly why: Exclude<Entering, 'new'> | 'nobody' };

/** Credits time: a line in the ledger, the plan, and what its person may do, in the caller's transaction. */
export async function giveTime(db: Database, given: GivenTime): Promise<Given> {
  const { telegramId, kind, plan, ms, paid, renews = false, nowMs } = given;
  if (!(await holdPerson(db, telegramId))) return { kind: 'refused', why: 'nobody' };
  const entered = await enterMoney(db, {
    ...{ telegramId, kind, source: given.source, sourceId: given.sourceId, plan, ms },
    ...{ currency: paid?.currency ?? null, amount: paid?.amount ?? 0 },
    ...{ reason: given.reason, madeBy: given.madeBy },
  });
  if (entered !== 'new') return { kind: 'refused', why: entered };
  const event = kind === 'trial' ? ({ kind, plan, ms } as const) : ({ kind: 'time', plan, ms, renews } as const);
  const subscription = await changeSubscription(db, { telegramId, event, source: kind, nowMs });
  return { kind: 'given', subscription: subscription as Subscription };
}

/** Takes back a payment and the time it bought, once. No money moves here: that is the provider's. */
export async function takeBackTime(
  db: Database,
  refund: {
    readonly telegramId: number;
    /** Of the payment. */
    readonly source: string;
    readonly sourceId: string;
    readonly reason: string | null;
    readonly madeBy: string;
    readonly nowMs: EpochMs;
  },
): Promise<Given> {
  const { telegramId, source, sourceId, reason, madeBy, nowMs } = refund;
  // The ledger says that it went back also when nobody is left who had it.
  const isKnown = await holdPerson(db, telegramId);
  const entries = await moneyOf(db, telegramId);
  const paid = entries.find(
    (entry) => entry.kind === 'payment' && entry.source === source && entry.sourceId === sourceId,
  );
  if (paid === undefined) return { kind: 'refused', why: 'no_payment' };
  const { currency, amount, plan, ms } = paid;
  const entered = await enterMoney(db, {
    ...{ telegramId, kind: 'refund', source: `${source} refund`, sourceId, currency, amount: -amount },
    ...{ plan, ms, reason, madeBy },
  });
  if (entered !== 'new') return { kind: 'refused', why: entered };
  if (!isKnown) return { kind: 'refused', why: 'nobody' };
  const terms = (await findPlan(db, plan))!;
  const event = { kind: 'refund', plan: terms, ms } as const;
  const subscription = await changeSubscription(db, { telegramId, event, source: 'refund', nowMs });
  return { kind: 'given', subscription: subscription as Subscription };
}
