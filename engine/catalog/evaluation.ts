import type { Coverage } from '../columns.ts';
import type { Strategy } from '../strategies/strategy.ts';
import type { EpochMs } from '../units.ts';

/** How the cycles ended: cycles = doji + noSignal + void + total; total = Σ win + loss. */
export interface Tally {
  readonly cycles: number;
  /** win[k]: cycles won at level k; length depth + 1. */
  readonly win: readonly number[];
  readonly loss: number;
  readonly doji: number;
  readonly noSignal: number;
  readonly void: number;
  readonly total: number;
}

/** A tally that also knows in which order things happened. */
export interface Counts extends Tally {
  /** Longest run of losses; D, N, V neither extend nor break a run. */
  readonly maxLossStreak: number;
  /** Longest run of wins at any level, by the same rule. */
  readonly maxWinStreak: number;
}

/** One cycle with where it happened; times are candle open times. */
export interface Cycle {
  readonly blockMs: EpochMs;
  readonly entryMs: EpochMs;
  /** A code of cycle.ts. */
  readonly result: number;
  /** GREEN (call), RED (put) or 0 without a direction (for same_per_level: of the entry). */
  readonly direction: number;
}

export interface Evaluation {
  readonly strategy: Strategy;
  readonly depth: number;
  readonly counts: Counts;
  /** Oldest first; ends with at most one PENDING cycle. */
  readonly cycles: readonly Cycle[];
  /** Of the range asked for, or without one from the first candle used to the last. */
  readonly coverage: Coverage;
}
