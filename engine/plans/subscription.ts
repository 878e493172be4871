import { DAY_MS, type EpochMs } from '../units.ts';
import { convertMs, type PlanTerms } from './plan.ts';

/**
 * trialing: to try it out, once. active: paid or given. past_due: it should have been renewed and was not, and is
 * kept for a while. canceled: lasts to its end and is not renewed. expired and refunded: over.
 */
export type SubscriptionState = 'trialing' | 'active' | 'past_due' | 'canceled' | 'expired' | 'refunded';

/** How it stands with the plan of one person. */
export interface Subscription {
  readonly state: SubscriptionState;
  readonly plan: PlanTerms;
  readonly fromMs: EpochMs;
  /** Paid or given until then. */
  readonly untilMs: EpochMs;
  /** Somebody will try to take the next payment when it ends. */
  readonly renews: boolean;
  /** A lesser plan that was paid or given meanwhile: it begins when this one ends. */
  readonly next: Queued | null;
}

export interface Queued {
  readonly plan: PlanTerms;
  readonly ms: number;
  readonly renews: boolean;
}

export type SubscriptionEvent =
  | { readonly kind: 'trial'; readonly plan: PlanTerms; readonly ms: number }
  /** Time of a plan, however one came by it: a payment, a grant, a gift, a coupon, a friend. */
  | { readonly kind: 'time'; readonly plan: PlanTerms; readonly ms: number; readonly renews: boolean }
  /** Not to be renewed. */
  | { readonly kind: 'cancel' }
  /** To be renewed after all. */
  | { readonly kind: 'resume' }
  /** A payment went back, and so does the time that it bought. */
  | { readonly kind: 'refund'; readonly plan: PlanTerms; readonly ms: number };

/** A renewal that did not come is waited for so long, and the plan holds meanwhile. */
export const PATIENCE_MS = 3 * DAY_MS;

/** How it stands now, when nothing happened but time. */
export function asOf(subscription: Subscription, nowMs: EpochMs): Subscription {
  const { state, untilMs, renews, next } = subscription;
  if (!isLive(subscription) || nowMs < untilMs) return subscription;
  if (next !== null) return asOf(begun(next, untilMs), nowMs);
  const isWaitedFor = renews && nowMs < untilMs + PATIENCE_MS && (state === 'active' || state === 'past_due');
  return isWaitedFor ? { ...subscription, state: 'past_due' } : { ...subscription, state: 'expired', renews: false };
}

/** Until when the plan may be used as it stands; null: not any more. A plan that is next in line comes after that. */
export function holdsUntilMs({ state, untilMs, renews }: Subscription): EpochMs | null {
  if (state === 'expired' || state === 'refunded') return null;
  return renews ? untilMs + PATIENCE_MS : untilMs;
}

/**
 * What comes of an event. null is one who never had a plan.
 *
 * Time is never lost: the same plan lasts longer, a better one begins at once and the rest of the lesser one makes it
 * last longer by what it was worth, a lesser one begins when the better one ends. Whoever has a version keeps it for
 * as long as it goes on.
 */
export function afterEvent(
  before: Subscription | null,
  { event, nowMs }: { event: SubscriptionEvent; nowMs: EpochMs },
): Subscription | null {
  const now = before && asOf(before, nowMs);
  switch (event.kind) {
    case 'trial':
      return now !== null && isLive(now)
        ? now
        : { ...fresh(event, nowMs), state: 'trialing', untilMs: nowMs + event.ms, renews: false };
    case 'time':
      return withTime(now, { event, nowMs });
    case 'cancel':
      return now && canceled(now);
    case 'resume':
      return now?.state === 'canceled' ? { ...now, state: 'active', renews: true } : now;
    case 'refund':
      return now && refunded(now, { event, nowMs });
  }
}

export function isLive({ state }: Subscription): boolean {
  return state !== 'expired' && state !== 'refunded';
}

type Time = Extract<SubscriptionEvent, { kind: 'time' }>;

function withTime(now: Subscription | null, { event, nowMs }: { event: Time; nowMs: EpochMs }): Subscription {
  const { plan, ms, renews } = event;
  // The days of patience are a gift: who pays late has the whole period before them.
  if (now === null || !isLive(now) || now.state === 'past_due') {
    return { ...fresh(event, nowMs), untilMs: nowMs + ms, renews: renews || isWaitedFor(now, plan) };
  }
  if (plan.code === now.plan.code) {
    const state = now.state === 'canceled' && !renews ? 'canceled' : 'active';
    return { ...now, state, untilMs: now.untilMs + ms, renews: renews || now.renews };
  }
  if (plan.rank > now.plan.rank) {
    const credit = convertMs(now.untilMs - nowMs, { from: now.plan, to: plan });
    return { ...fresh(event, nowMs), untilMs: nowMs + ms + credit, renews, next: now.next };
  }
  return { ...now, next: queued(now.next, { plan, ms, renews }) };
}

/** A few days given in those of patience do not mean that nobody waits for the payment any more. */
function isWaitedFor(now: Subscription | null, plan: PlanTerms): boolean {
  return now?.state === 'past_due' && now.renews && now.plan.code === plan.code;
}

/** One plan at a time waits: of two, the rest of the lesser one becomes the better one. */
function queued(there: Queued | null, more: Queued): Queued {
  if (there === null) return more;
  const best = more.plan.rank > there.plan.rank ? more.plan : there.plan;
  const ms = [there, more].reduce((sum, each) => sum + convertMs(each.ms, { from: each.plan, to: best }), 0);
  return { plan: best, ms, renews: there.renews || more.renews };
}

function canceled(now: Subscription): Subscription {
  const next = now.next && { ...now.next, renews: false };
  if (now.state === 'past_due') return { ...now, state: 'expired', renews: false };
  if (now.state !== 'active' || !now.renews) return { ...now, next };
  return { ...now, state: 'canceled', renews: false, next };
}

/** From what is to come first, then from what is under way. */
function refunded(
  now: Subscription,
  { event, nowMs }: { event: Extract<SubscriptionEvent, { kind: 'refund' }>; nowMs: EpochMs },
): Subscription {
  if (!isLive(now)) return { ...now, state: 'refunded', renews: false };
  const isOfNext = now.next !== null && now.next.plan.code === event.plan.code && event.plan.code !== now.plan.code;
  const { next, restMs } = isOfNext ? takenFrom(now.next, event.ms) : { next: now.next, restMs: event.ms };
  if (restMs === 0) return { ...now, next };
  const untilMs = Math.max(nowMs, now.untilMs - convertMs(restMs, { from: event.plan, to: now.plan }));
  if (untilMs > nowMs) return { ...now, state: now.renews ? 'canceled' : now.state, untilMs, renews: false, next };
  return next === null ? { ...now, state: 'refunded', untilMs, renews: false } : begun(next, nowMs);
}

function takenFrom(next: Queued | null, ms: number): { next: Queued | null; restMs: number } {
  if (next === null || next.ms <= ms) return { next: null, restMs: ms - (next?.ms ?? 0) };
  return { next: { ...next, ms: next.ms - ms, renews: false }, restMs: 0 };
}

function begun({ plan, ms, renews }: Queued, fromMs: EpochMs): Subscription {
  return { state: 'active', plan, fromMs, untilMs: fromMs + ms, renews, next: null };
}

function fresh({ plan }: { plan: PlanTerms }, nowMs: EpochMs): Omit<Subscription, 'untilMs' | 'renews'> {
  return { state: 'active', plan, fromMs: nowMs, next: null };
}
