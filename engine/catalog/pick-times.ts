import type { UtcOffset } from '../calendar.ts';
import { MISSING } from '../candle.ts';
import type { Columns } from '../columns.ts';
import { type Rate, rateOf } from '../honesty/interval.ts';
import { judge } from '../honesty/judge.ts';
import { timeframeMs } from '../timeframe.ts';
import { MINUTE_MS, type Ratio } from '../units.ts';
import { chosenChance, winsNeeded } from './chosen-by-chance.ts';
import { LOSS } from './cycle.ts';
import { eachEntry, type Half, moreFrequent, slotsOf } from './day-slots.ts';
import type { Counts } from './evaluation.ts';
import { lossRuns } from './runs.ts';
import { dojiRatio } from './statistics.ts';
import { streaks } from './streaks.ts';
import { outcomeCounters, tallyOf } from './tally.ts';

export interface PickOptions {
  readonly utcOffsetMsAt: UtcOffset;
  /** Highest gale, each on the next candle. */
  readonly depth: number;
  /** Picked is what won at least this share of the days it was chosen on. */
  readonly minRatio: Ratio;
  /** null while the payout is unknown: then nothing beats it. */
  readonly breakEvenRatio: Ratio | null;
}

/** A time of the day that looked good on one half of the days, and how it did on the other half. */
export interface PickedTime {
  /** Minutes since local midnight at which the entry candle opens. */
  readonly minuteOfDay: number;
  /** GREEN (call) or RED (put): what the choosing days had more of. */
  readonly direction: number;
  /** On the days it was chosen on: flattering, as every choice is. */
  readonly chosen: { readonly wins: number; readonly n: number };
  /** On the days in between, which had no say in the choice. */
  readonly measured: Rate;
  /** Against break-even, after correction for every time of the day that was looked at. */
  readonly beats: boolean;
}

export interface PickedTimes {
  /** By the clock. */
  readonly rows: readonly PickedTime[];
  /** Times of the day with candles on days of both halves. */
  readonly tried: number;
  /** How many rows coins would give. */
  readonly expectedByChance: number;
  /** All rows together, on the days in between. */
  readonly counts: Counts;
  /** How many runs of lost entries there were of each length, shortest first, with all rows played as they came. */
  readonly lossRuns: readonly (readonly [length: number, count: number])[];
}

/** Of the way times are picked and measured: whoever changes what comes out raises it. */
export const TIMES_VERSION = 1;

/**
 * A list of times as catalogers make it, told honestly: even local days choose the times and their directions, odd days
 * say what they are worth. A list judged by the days it was made from always looks good.
 *
 * Shape: colours of a doji count as lost, at the entry as at a gale. Depth 0–9.
 */
export function pickTimes(columns: Columns, options: PickOptions): PickedTimes {
  const { minRatio, depth, breakEvenRatio } = options;
  const slots = slotsOf(columns, options).filter(([even, odd]) => even.n > 0 && odd.n > 0);
  const looked = slots.map(lookAt);
  const judged = judge(looked.map(({ measured }) => ({ ...measured, breakEvenRatio })));
  const rows = looked
    .map((row, place) => ({ ...row, beats: judged[place]!.beats }))
    .filter(({ direction }) => direction !== MISSING)
    .filter(({ chosen }) => chosen.wins >= winsNeeded({ days: chosen.n, minRatio }));
  const market = { depth, dojiRatio: dojiRatio(columns.colours), minRatio };
  const chances = new Map<number, Ratio>();
  let expectedByChance = 0;
  for (const [{ n: days }] of slots) {
    const chance = chances.get(days) ?? chosenChance({ days, ...market });
    chances.set(days, chance);
    expectedByChance += chance;
  }
  return { rows, tried: slots.length, expectedByChance, ...playTogether(columns, { ...options, rows }) };
}

/** Without a direction nothing was bet, and so nothing is measured. */
function lookAt([choosing, measuring]: [Half, Half]): Omit<PickedTime, 'beats'> {
  const direction = moreFrequent(choosing.seen);
  const winsOf = ({ won }: Half) => (won[direction] ?? []).reduce((sum, wins) => sum + wins, 0);
  return {
    minuteOfDay: choosing.minuteOfDay,
    direction,
    chosen: { wins: winsOf(choosing), n: choosing.n },
    measured: rateOf({ wins: winsOf(measuring), n: direction === MISSING ? 0 : measuring.n }),
  };
}

/** Every row on the days in between, entry by entry. */
function playTogether(
  columns: Columns,
  { rows, depth, utcOffsetMsAt }: Pick<PickOptions, 'depth' | 'utcOffsetMsAt'> & { rows: readonly PickedTime[] },
): Pick<PickedTimes, 'counts' | 'lossRuns'> {
  const slotMinutes = timeframeMs(columns.timeframe) / MINUTE_MS;
  const directions = new Map(rows.map(({ minuteOfDay, direction }) => [minuteOfDay / slotMinutes, direction]));
  const counters = outcomeCounters();
  const results: number[] = [];
  eachEntry(columns, { utcOffsetMsAt, depth }, ({ slot, isOdd, tries }) => {
    const direction = directions.get(slot);
    if (direction === undefined || !isOdd) return;
    const level = tries.indexOf(direction);
    const result = level < 0 ? LOSS : level;
    counters[result]!++;
    results.push(result);
  });
  return { counts: { ...tallyOf(counters, depth), ...streaks(results) }, lossRuns: [...lossRuns(results)] };
}
