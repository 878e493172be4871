import type { Window } from '../catalog/query.ts';
import { DAY_MS, type EpochMs, HOUR_MS } from '../units.ts';
import type { PlanLimits } from './plan.ts';

/** What a person used of the plan. Questions that we failed to answer are not among it. */
export interface Usage {
  /** Since the person's day began. */
  readonly catalogs: number;
  readonly tops: number;
  readonly tickers: ReadonlySet<string>;
  /** Of the last 60 minutes; the oldest of them, null when there are none. */
  readonly pictures: number;
  readonly oldestPictureMs: EpochMs | null;
}

/** The same in numbers, to be shown. */
export interface UsedQuota extends Pick<Usage, 'catalogs' | 'tops' | 'pictures'> {
  readonly assets: number;
}

/** What a question takes of the quota. */
export interface Charge {
  /** null: it counts as neither. */
  readonly kind: 'catalog' | 'top' | null;
  readonly ticker: string | null;
  readonly isPicture: boolean;
}

/** What is used up, how much of it there is, and when there is more. */
export interface Spent {
  readonly of: 'catalogs' | 'tops' | 'assets' | 'pictures';
  readonly most: number;
  readonly moreMs: EpochMs;
}

/** null: it may be asked. */
export function spentBy(
  charge: Charge,
  { limits, usage, dayEndsMs, nowMs }: { limits: PlanLimits; usage: Usage; dayEndsMs: EpochMs; nowMs: EpochMs },
): Spent | null {
  const daily = (of: Spent['of'], most: number): Spent => ({ of, most, moreMs: dayEndsMs });
  if (charge.kind === 'catalog' && usage.catalogs >= limits.catalogsPerDay) {
    return daily('catalogs', limits.catalogsPerDay);
  }
  if (charge.kind === 'top' && usage.tops >= limits.topsPerDay) return daily('tops', limits.topsPerDay);
  const isNew = charge.ticker !== null && !usage.tickers.has(charge.ticker);
  if (isNew && usage.tickers.size >= limits.assetsPerDay) return daily('assets', limits.assetsPerDay);
  if (charge.isPicture && usage.pictures >= limits.picturesPerHour) {
    return { of: 'pictures', most: limits.picturesPerHour, moreMs: (usage.oldestPictureMs ?? nowMs) + HOUR_MS };
  }
  return null;
}

/** How far a question goes; what it does not have is not looked at. */
export interface Reach {
  readonly depth?: number;
  readonly window?: Window;
  /** Days back from now, of a question without a window. */
  readonly days?: number;
}

/** The first thing that the plan does not go to, and how far it goes. */
export interface Beyond {
  readonly of: 'depth' | 'blocks' | 'days' | 'history';
  readonly most: number;
}

/** null: the plan goes that far. */
export function beyondPlan(
  { depth = 0, window, days = 0 }: Reach,
  { limits, nowMs }: { limits: PlanLimits; nowMs: EpochMs },
): Beyond | null {
  if (depth > limits.depth) return { of: 'depth', most: limits.depth };
  if (window?.kind === 'blocks' && window.count > limits.windowBlocks) {
    return { of: 'blocks', most: limits.windowBlocks };
  }
  if (Math.max(days, window === undefined ? 0 : windowDays(window)) > limits.windowDays) {
    return { of: 'days', most: limits.windowDays };
  }
  // A day may have begun before the one that is counted from now.
  const oldestMs = nowMs - (limits.historyDays + 1) * DAY_MS;
  if (window?.kind === 'dates' && window.fromMs < oldestMs) return { of: 'history', most: limits.historyDays };
  return null;
}

/** The same question as far as the plan goes. */
export function asFarAsPlan<Asked extends { readonly depth: number; readonly window: Window }>(
  asked: Asked,
  limits: PlanLimits,
): Asked {
  return { ...asked, depth: Math.min(asked.depth, limits.depth), window: nearestWindow(asked.window, limits) };
}

function nearestWindow(window: Window, { windowBlocks, windowDays, historyDays }: PlanLimits): Window {
  const days = Math.min(windowDays, historyDays);
  switch (window.kind) {
    case 'blocks':
      return { kind: 'blocks', count: Math.min(window.count, windowBlocks) };
    case 'hours':
      return { kind: 'hours', count: Math.min(window.count, (days * DAY_MS) / HOUR_MS) };
    case 'days':
      return { kind: 'days', count: Math.min(window.count, days) };
    case 'dates':
      return { kind: 'days', count: days };
  }
}

/** In whole days as they are typed: the clock is put forward or back within some of them. */
function windowDays(window: Window): number {
  switch (window.kind) {
    case 'blocks':
      return 0;
    case 'hours':
      return Math.ceil(window.count / (DAY_MS / HOUR_MS));
    case 'days':
      return window.count;
    case 'dates':
      return Math.round((window.toMs - window.fromMs) / DAY_MS);
  }
}
