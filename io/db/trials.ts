import { DAY_MS, type EpochMs, isLive, type Subscription } from '#engine/index.ts';
import { claimOnce } from './claims.ts';
import type { Database } from './database.ts';
import { giveTime } from './give-time.ts';
import { findLink } from './links.ts';
import { findPlan } from './plans.ts';
import { subscriptionOf } from './subscriptions.ts';

/** What may be tried, once. */
export const TRIAL = { code: 'premium', days: 7 } as const;

export type Trial =
  | { readonly kind: 'begun'; readonly subscription: Subscription }
  | { readonly kind: 'link_first' | 'has_plan' | 'taken' };

/** Begins the trial: one for each person, and one for each account at the broker. */
export async function startTrial(
  db: Database,
  { telegramId, key, nowMs }: { telegramId: number; key: Uint8Array; nowMs: EpochMs },
): Promise<Trial> {
  const link = await findLink(db, telegramId);
  if (link?.state !== 'active') return { kind: 'link_first' };
  const before = await subscriptionOf(db, { telegramId, nowMs });
  if (before !== null && isLive(before)) return { kind: 'has_plan' };
  const accounts = [`telegram ${telegramId}`, `broker ${link.brokerUserId}`];
  if (!(await claimOnce(db, { what: 'trial', accounts, key }))) return { kind: 'taken' };
  const plan = (await findPlan(db, TRIAL))!;
  const given = await giveTime(db, {
    ...{ telegramId, kind: 'trial', source: 'trial', sourceId: String(telegramId), plan, ms: TRIAL.days * DAY_MS },
    ...{ reason: null, madeBy: 'person', nowMs },
  });
  return given.kind === 'given' ? { kind: 'begun', subscription: given.subscription } : { kind: 'taken' };
}
