import type { SimulatedAsset } from './assets.ts';
import type { Calendar } from './calendar.ts';
import type { Day, DayCache } from './days.ts';
import { createWalk, FIRST_DAY } from './walk.ts';

/** The whole past and near future of one asset, minute by minute. */
export interface Series {
  readonly asset: SimulatedAsset;
  readonly seed: number;
  /** UTC day, counted from 1970, before which there is nothing. */
  readonly firstDay: number;
  day(index: number): Day;
  /** How many candles of this size exist before `openS` (unix seconds); differences are what counts. */
  candlesBefore(size: number, openS: number): number;
}

export interface SeededSeries {
  readonly seed: number;
  readonly asset: SimulatedAsset;
  readonly calendar: Calendar;
  readonly cache: DayCache;
}

export function createSeededSeries({ seed, asset, calendar, cache }: SeededSeries): Series {
  const walk = createWalk(seed, asset, calendar);
  return {
    asset,
    seed,
    firstDay: FIRST_DAY,
    day: (index) => cache.get(`${asset.id} ${index}`, () => walk.day(index)),
    candlesBefore: (size, openS) => calendar.candlesBefore(size, openS),
  };
}
