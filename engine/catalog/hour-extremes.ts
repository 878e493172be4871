import { type Rate, rateOf } from '../honesty/interval.ts';
import type { Ratio } from '../units.ts';
import type { HourTable, ShrunkCell } from './hours.ts';

/** One hour of one weekday with what was played in it. */
export interface PlayedHour {
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly rate: Rate;
  /** Pulled towards the rate of all hours. */
  readonly ratio: Ratio;
}

export interface HourExtremes {
  /** Best first. */
  readonly best: readonly PlayedHour[];
  /** Worst first; no hour is in both lists. */
  readonly worst: readonly PlayedHour[];
  /** Hours in which anything was played. */
  readonly tried: number;
  /** The hours differ no more than chance makes them: best and worst are only names. */
  readonly isFlat: boolean;
}

/** The hours that stand out most, by the rate pulled towards all; among equals the one known better comes first. */
export function hourExtremes(table: HourTable<ShrunkCell>, { count }: { count: number }): HourExtremes {
  const played = table
    .flatMap((hours, weekday) =>
      hours.map(({ ratio, wins, n }, hour) => ({ weekday, hour, ratio, rate: rateOf({ wins, n }) })),
    )
    .filter((cell): cell is PlayedHour => cell.ratio !== null);
  const best = played.toSorted((a, b) => b.ratio - a.ratio || b.rate.low - a.rate.low || byClock(a, b)).slice(0, count);
  const worst = played
    .filter((cell) => !best.includes(cell))
    .sort((a, b) => a.ratio - b.ratio || a.rate.high - b.rate.high || byClock(a, b))
    .slice(0, count);
  return { best, worst, tried: played.length, isFlat: played.every(({ ratio }) => ratio === played[0]!.ratio) };
}

function byClock(a: PlayedHour, b: PlayedHour): number {
  return a.weekday - b.weekday || a.hour - b.hour;
}
