/** Whose question comes first when many wait (io/limits/plans.ts). */
export type Priority = 'free' | 'paid' | 'admin';

/** What a plan allows. All of it is data of the plan, none of it is said in code. */
export interface PlanLimits {
  /** Catalogs of every kind, by the person's own day. */
  readonly catalogsPerDay: number;
  readonly topsPerDay: number;
  /** Different assets a day. */
  readonly assetsPerDay: number;
  /** Within any 60 minutes. */
  readonly picturesPerHour: number;
  /** Highest gale. */
  readonly depth: number;
  /** The longest window, in blocks and in days. */
  readonly windowBlocks: number;
  readonly windowDays: number;
  /** How far back a window of dates or a list of signals may reach. */
  readonly historyDays: number;
  readonly notices: number;
  readonly presets: number;
  readonly priority: Priority;
}

/** So many of the smallest unit of a currency for so many days. `XTR`: Telegram Stars, whole. */
export interface Price {
  readonly amount: number;
  readonly days: number;
}

/** What a plan is, apart from what it allows. A version is never changed: who has it keeps it. */
export interface PlanTerms {
  readonly code: string;
  readonly version: number;
  /** The higher one is the better plan; 0 is what everybody has. */
  readonly rank: number;
  /** What a day of it is worth against a day of another; never 0. Only the ratio counts. */
  readonly dayWorth: number;
}

/** How long this much of one plan lasts as another one; never more than it was worth. */
export function convertMs(ms: number, { from, to }: { from: PlanTerms; to: PlanTerms }): number {
  return from.dayWorth === to.dayWorth ? ms : Math.floor((ms * from.dayWorth) / to.dayWorth);
}
