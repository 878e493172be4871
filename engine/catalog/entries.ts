import type { EpochMs } from '../units.ts';
import { LOSS, VOID } from './cycle.ts';
import type { Evaluation } from './evaluation.ts';

/** One bet that was, or would have been, placed; times are candle open times. */
export interface Entry {
  readonly entryMs: EpochMs;
  /** GREEN (call) or RED (put). */
  readonly direction: number;
  /** A code of cycle.ts: a win at its level, LOSS, or VOID. */
  readonly result: number;
}

/** Every cycle with a bet that has come to its end, oldest first. */
export function entries({ cycles }: Pick<Evaluation, 'cycles'>): Entry[] {
  return cycles
    .filter(({ result }) => result <= LOSS || result === VOID)
    .map(({ entryMs, direction, result }) => ({ entryMs, direction, result }));
}
