import { CANCELED, INCOMPLETE, LOSS, NO_SIGNAL, VOID } from './cycle.ts';
import type { Tally } from './evaluation.ts';

/** One counter for every code a cycle can end with. */
export function outcomeCounters(): Uint32Array {
  return new Uint32Array(INCOMPLETE + 1);
}

/** Counters by code → the tally of a catalog played to this depth. */
export function tallyOf(counters: Uint32Array, depth: number): Tally {
  const win = Array.from(counters.subarray(0, depth + 1));
  const loss = counters[LOSS]!;
  const doji = counters[CANCELED]!;
  const noSignal = counters[NO_SIGNAL]!;
  const voided = counters[VOID]!;
  const total = win.reduce((sum, wins) => sum + wins, loss);
  return { cycles: doji + noSignal + voided + total, win, loss, doji, noSignal, void: voided, total };
}
