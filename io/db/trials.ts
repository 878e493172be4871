import { DAY_MS, type EpochMs, isLive, type Subscription } from '#engine/index.ts';
import { claimOnce } from './claims.ts';
import type { Database } from './database.ts';
import { giveTime } from './give-time.ts';
import { findLink } from './links.ts';
import { findPlan } from './plans.ts';
import { subscriptionOf } from './subscriptions.ts';

export interface TrialOffer {
  readonly code: string;
  readonly days: number;
}

export type Trial =
  | { readonly kind: 'begun'; readonly subscription: Subscription }
  | { readonly kind: 'link_first' | 'has_plan' | 'taken' };

/** Begins the trial of that plan: one for each person, and one for each account at the broker. */
export async function startTrial(
  db: Database,
  { telegramId, offer, key, nowMs }: { telegramId: number; offer: TrialOffer; key: Uint8Array; nowMs: EpochMs },
): Promise<Trial> {
  const link = await findLink(db, telegramId);
  if (link?.state !== 'active') return { kind: 'link_first' };
  const before = await subscriptionOf(db, { telegramId, nowMs });
  if (before !== null && isLive(before)) return { kind: 'has_plan' };
  const accounts = [`telegram ${telegramId}`, `broker ${link.brokerUserId}`];
  if (!(await claimOnce(db, { what: 'trial', accounts, key }))) return { kind: 'taken' };
  const plan = (await findPlan(db, { code: offer.code }))!;
  const given = await giveTime(db, {
    ...{ telegramId, kind: 'trial', source: 'trial', sourceId: String(telegramId), plan, ms: offer.days * DAY_MS },
    ...{ reason: null, madeBy: 'person', nowMs },
  });
  return given.kind === 'given' ? { kind: 'begun', subscription: given.subscription } : { kind: 'taken' };
}
