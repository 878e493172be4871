import { LOSS } from '../catalog/cycle.ts';

/** The whole window in one line: each cycle by itself, or, when there are too many, shares of equal stretches. */
export type Strip =
  | { readonly kind: 'cycles'; readonly results: readonly number[] }
  | { readonly kind: 'shares'; readonly stretches: readonly Stretch[] };

/** How a stretch of consecutive cycles ended, as shares of those that were played. */
export interface Stretch {
  /** wins[k]: share won at level k. */
  readonly wins: readonly number[];
  readonly loss: number;
}

const MOST_CYCLES = 200;
const MOST_STRETCHES = 72;

/** Oldest first. Up to 200 results stand alone; more become at most 72 stretches. */
export function strip(results: readonly number[], depth: number): Strip {
  if (results.length <= MOST_CYCLES) return { kind: 'cycles', results };
  const size = Math.ceil(results.length / MOST_STRETCHES);
  const count = Math.ceil(results.length / size);
  const stretches = Array.from({ length: count }, (_, index) =>
    stretch(results.slice(index * size, (index + 1) * size), depth),
  );
  return { kind: 'shares', stretches };
}

function stretch(results: readonly number[], depth: number): Stretch {
  const played = results.filter((result) => result <= LOSS);
  const share = (result: number) => played.filter((other) => other === result).length / Math.max(1, played.length);
  return { wins: Array.from({ length: depth + 1 }, (_, level) => share(level)), loss: share(LOSS) };
}
