import type { UtcOffset } from '../calendar.ts';
import { DAY_MS, HOUR_MS, type Ratio } from '../units.ts';
import { LOSS } from './cycle.ts';
import type { Evaluation } from './evaluation.ts';

const DAYS = 7;
const HOURS = 24;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 4;

/** How the cycles went whose entry candle opened in this hour of this weekday. */
export interface HourCell {
  readonly wins: number;
  readonly n: number;
}

/** A cell with its rate pulled towards the rate of all; null where nothing was played. */
export interface ShrunkCell extends HourCell {
  readonly ratio: Ratio | null;
}

/** [weekday][hour] in local time; weekday 0 is Sunday. 7 × 24. */
export type HourTable<Cell extends HourCell = HourCell> = readonly (readonly Cell[])[];

/** When a strategy wins: entries by hour and weekday of their candle's opening, in local time. */
export function hourTable(
  { cycles }: Pick<Evaluation, 'cycles'>,
  { utcOffsetMsAt }: { utcOffsetMsAt: UtcOffset },
): HourTable {
  const table = Array.from({ length: DAYS }, () => Array.from({ length: HOURS }, () => ({ wins: 0, n: 0 })));
  for (const { entryMs, result } of cycles) {
    if (result > LOSS) continue;
    const localMs = entryMs + utcOffsetMsAt(entryMs);
    const day = Math.floor(localMs / DAY_MS);
    const hour = Math.floor((localMs - day * DAY_MS) / HOUR_MS);
    const cell = table[(((day + FIRST_WEEKDAY) % DAYS) + DAYS) % DAYS]![hour]!;
    cell.n++;
    if (result < LOSS) cell.wins++;
  }
  return table;
}

/**
 * Rates pulled towards the rate of all cells, the more the fewer entries a cell has, and all the way when the cells
 * differ no more than chance makes them: 9 of 10 on a Tuesday night is mostly luck.
 *
 * How: the true rates are taken as drawn from one beta distribution, whose spread ρ = 1/(α+β+1) is estimated by moments.
 * With p = wins/n, N = Σn and k cells played, Σ n·(p − mean)² is on average
 * mean·(1−mean)·(k − 1 + ρ·Σ(1 − n/N)·(n − 1)). The cell's rate becomes (wins + K·mean)/(n + K) with K = 1/ρ − 1.
 * @see Kleinman (1973), Proportions with extraneous variance
 */
export function shrink(table: HourTable): HourTable<ShrunkCell> {
  const prior = priorOf(table.flat().filter(({ n }) => n > 0));
  return table.map((hours) => hours.map((cell) => ({ ...cell, ratio: shrunk(cell, prior) })));
}

interface Prior {
  readonly mean: Ratio;
  /** How many entries the common rate weighs; ∞ when the cells are all alike. */
  readonly strength: number;
}

function priorOf(played: readonly HourCell[]): Prior {
  const entries = played.reduce((sum, { n }) => sum + n, 0);
  const mean = played.reduce((sum, { wins }) => sum + wins, 0) / entries;
  const spread = played.reduce((sum, { wins, n }) => sum + n * (wins / n - mean) ** 2, 0);
  const reach = played.reduce((sum, { n }) => sum + (1 - n / entries) * (n - 1), 0);
  const surplus = spread / (mean * (1 - mean)) - (played.length - 1);
  // All won, all lost, one cell or single entries only: nothing to tell the cells apart by.
  const isTellable = reach > 0 && surplus > 0;
  return { mean, strength: isTellable ? Math.max(0, reach / surplus - 1) : Number.POSITIVE_INFINITY };
}

function shrunk({ wins, n }: HourCell, { mean, strength }: Prior): Ratio | null {
  if (n === 0) return null;
  return strength === Number.POSITIVE_INFINITY ? mean : (wins + strength * mean) / (n + strength);
}
