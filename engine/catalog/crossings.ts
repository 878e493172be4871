import type { EpochMs, Ratio } from '../units.ts';
import { DAY_MS, HOUR_MS } from '../units.ts';
import { LOSS } from './cycle.ts';
import type { Cycle } from './evaluation.ts';
import type { Window } from './query.ts';

/** Which side of a line somebody waits for. */
export type LineSide = 'above' | 'below';

/** A line drawn for a figure. */
export interface Line {
  readonly side: LineSide;
  readonly lineRatio: Ratio;
}

/** The figure as it stood when one more cycle had ended. */
export interface TracePoint {
  readonly blockMs: EpochMs;
  readonly wins: number;
  readonly n: number;
  readonly rateRatio: Ratio;
}

export function isBeyond(rateRatio: Ratio, { side, lineRatio }: Line): boolean {
  return side === 'above' ? rateRatio > lineRatio : rateRatio < lineRatio;
}

/**
 * How the win rate of a moving window went from cycle to cycle: one point for each cycle from `fromMs` on.
 *
 * Shape: cycles oldest first, all that the windows reach back to. Points without a result in their window are left out;
 * a window of dates does not move, so it has no points.
 */
export function rateTrace(
  cycles: readonly Cycle[],
  { window, fromMs }: { window: Window; fromMs: EpochMs },
): TracePoint[] {
  if (window.kind === 'dates') return [];
  const points: TracePoint[] = [];
  let [first, wins, n] = [0, 0, 0];
  for (const [at, { blockMs, result }] of cycles.entries()) {
    if (result <= LOSS) n++;
    if (result < LOSS) wins++;
    while (first < at && isTooOld(cycles, { first, at, window })) {
      const gone = cycles[first]!.result;
      if (gone <= LOSS) n--;
      if (gone < LOSS) wins--;
      first++;
    }
    if (blockMs >= fromMs && n > 0) points.push({ blockMs, wins, n, rateRatio: wins / n });
  }
  return points;
}

/** How often the figure came to lie beyond the line, after having been on this side of it. */
export function countCrossings(trace: readonly Pick<TracePoint, 'rateRatio'>[], line: Line): number {
  return trace.filter(
    ({ rateRatio }, at) => at > 0 && isBeyond(rateRatio, line) && !isBeyond(trace[at - 1]!.rateRatio, line),
  ).length;
}

function isTooOld(
  cycles: readonly Cycle[],
  { first, at, window }: { first: number; at: number; window: Exclude<Window, { kind: 'dates' }> },
): boolean {
  if (window.kind === 'blocks') return at - first >= window.count;
  const lengthMs = window.count * (window.kind === 'hours' ? HOUR_MS : DAY_MS);
  return cycles[first]!.blockMs <= cycles[at]!.blockMs - lengthMs;
}
