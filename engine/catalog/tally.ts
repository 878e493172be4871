import { CANCELED, INCOMPLETE, LOSS, NO_SIGNAL, VOID } from './cycle.ts';
import type { Tally } from './evaluation.ts';

/** Codes a cycle can end with, from 0 on. */
export const OUTCOMES = INCOMPLETE + 1;

/** One counter for every code a cycle can end with. */
export function outcomeCounters(): Uint32Array {
  return new Uint32Array(OUTCOMES);
}

/** Counters by code → the tally of a catalog played to this depth. */
export function tallyOf(counters: Uint32Array, depth: number): Tally {
  const win: number[] = [];
  for (let level = 0; level <= depth; level++) win.push(counters[level]!);
  const loss = counters[LOSS]!;
  const doji = counters[CANCELED]!;
  const noSignal = counters[NO_SIGNAL]!;
  const voided = counters[VOID]!;
  const total = win.reduce((sum, wins) => sum + wins, loss);
  return { cycles: doji + noSignal + voided + total, win, loss, doji, noSignal, void: voided, total };
}
