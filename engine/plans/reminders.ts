import { DAY_MS, type EpochMs } from '../units.ts';
import type { Subscription } from './subscription.ts';

/** A word about the end of a plan, so many days before or after it. */
export interface Reminder {
  readonly when: 'before' | 'after';
  readonly days: 7 | 3 | 1;
}

const DAYS = [1, 3, 7] as const;

/** Old news is told no more. */
const LAST_DAY = 10;

/**
 * What is to be said now, once. Of several that were missed only the latest is: nobody wants three at once.
 * Nothing is said so many days before the end of a period that is not longer than that.
 */
export function dueReminder(subscription: Subscription, nowMs: EpochMs): Reminder | null {
  const { state, fromMs, untilMs, next } = subscription;
  // Its person knows; or another plan comes after it.
  if (state === 'refunded' || next !== null) return null;
  if (nowMs < untilMs) {
    const days = DAYS.find((each) => untilMs - nowMs <= each * DAY_MS);
    return days !== undefined && untilMs - fromMs > days * DAY_MS ? { when: 'before', days } : null;
  }
  const afterMs = nowMs - untilMs;
  if (afterMs >= LAST_DAY * DAY_MS) return null;
  const days = DAYS.findLast((each) => afterMs >= each * DAY_MS);
  return days === undefined ? null : { when: 'after', days };
}
