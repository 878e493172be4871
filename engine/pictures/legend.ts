import { CANCELED, cycleCode, LOSS, NO_SIGNAL, PENDING, VOID } from '../catalog/cycle.ts';
import type { Evaluation } from '../catalog/evaluation.ts';
import { label } from './label.ts';

export interface LegendWords {
  /** wins[k]: a win at level k (first entry, gale 1 …); one for each level up to the depth. */
  readonly wins: readonly string[];
  readonly loss: string;
  /** A doji was read: no bet. */
  readonly canceled: string;
  readonly noSignal: string;
  /** A doji at the entry ended the cycle. */
  readonly void: string;
  readonly pending: string;
}

export interface LegendEntry {
  /** A code of catalog/cycle.ts; it picks the colour. */
  readonly result: number;
  /** Its letters: W, G1, H, D … */
  readonly code: string;
  readonly label: string;
  readonly count: number;
}

/** One entry for each result that can be seen: every win, losses and dojis always, the rest when they happened. */
export function legend({ counts, cycles }: Evaluation, words: LegendWords): LegendEntry[] {
  const pending = cycles.at(-1)?.result === PENDING ? 1 : 0;
  const entry = (result: number, text: string, count: number) => {
    return { result, code: cycleCode(result), label: label(text), count };
  };
  const sometimes = [
    entry(NO_SIGNAL, words.noSignal, counts.noSignal),
    entry(VOID, words.void, counts.void),
    entry(PENDING, words.pending, pending),
  ];
  return [
    ...counts.win.map((count, level) => entry(level, words.wins[level] ?? '', count)),
    entry(LOSS, words.loss, counts.loss),
    entry(CANCELED, words.canceled, counts.doji),
    ...sometimes.filter(({ count }) => count > 0),
  ];
}
