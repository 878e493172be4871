import type { EpochMs } from '../units.ts';

/** How many catalogs a day somebody allows themselves; null: as many as their plan. */
export type Most = number | null;

/** The largest a person may set. */
export const MOST_CAP = 1_000;

export interface Cap {
  readonly most: Most;
  /** What it is from a moment on; null: it stays. */
  readonly next: { readonly most: Most; readonly fromMs: EpochMs } | null;
}

/** What holds at this moment. */
export function capAt({ most, next }: Cap, nowMs: EpochMs): Most {
  return next !== null && next.fromMs <= nowMs ? next.most : most;
}

/** Less holds at once; more, or none at all, from the person's next day on, so that it is not decided in the heat of one. */
export function changeCap(cap: Cap, wanted: Most, { nowMs, nextDayMs }: { nowMs: EpochMs; nextDayMs: EpochMs }): Cap {
  const most = capAt(cap, nowMs);
  const isMore = wanted !== most && most !== null && (wanted === null || wanted > most);
  return isMore ? { most, next: { most: wanted, fromMs: nextDayMs } } : { most: wanted, next: null };
}
