import type { EpochMs } from '#engine/index.ts';

/** Turns closer together than this are served as they came. */
const STEP_MS = 1_000;
/** BullMQ takes priorities up to here. */
const MOST = 2 ** 21 - 1;

/**
 * The moment of a turn as a priority of the queue: the earliest goes first, so a question grows old by itself and
 * nobody has to look after it. Jobs without a turn go before all.
 *
 * @NOTE The numbers begin again every 24 days: what waits just then is put in front (see isOfOldRound).
 */
export function priorityOf(turnMs: EpochMs): number {
  return 1 + (Math.floor(turnMs / STEP_MS) % MOST);
}

/** Its number is from before the numbers began again: beside those that come now it would seem to be the last. */
export function isOfOldRound(turnMs: EpochMs, nowMs: EpochMs): boolean {
  return turnMs <= nowMs && priorityOf(turnMs) > priorityOf(nowMs);
}
