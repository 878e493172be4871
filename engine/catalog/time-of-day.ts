import type { UtcOffset } from '../calendar.ts';
import { DOJI, GREEN, MISSING, RED } from '../candle.ts';
import type { Columns } from '../columns.ts';
import { AppError } from '../errors.ts';
import { type Rate, wilson } from '../honesty/interval.ts';
import { exactP } from '../honesty/judge.ts';
import { MAX_DEPTH } from '../strategies/strategy.ts';
import type { Ratio } from '../units.ts';
import { type Half, moreFrequent, slotsOf } from './day-slots.ts';
import { type ChosenOn, perfectChance } from './perfect-by-chance.ts';
import { dojiRatio } from './statistics.ts';

export interface TimeOfDayOptions {
  readonly utcOffsetMsAt: UtcOffset;
  /** Highest gale, each on the next candle of the same day. */
  readonly depth: number;
  /**
   * other-days (default): the direction for odd days is what even days had more of, and the other way round, so that
   * no day is judged by itself. same-days: as other catalogers do it, which flatters every row.
   */
  readonly chosenOn?: ChosenOn;
}

/** One minute of the day. */
export interface TimeRow {
  /** Minutes since local midnight at which the entry candle opens. */
  readonly minuteOfDay: number;
  /** What all days together had more of: GREEN or RED. */
  readonly direction: number;
  /** Colours of the entry candle over all days. */
  readonly colours: { readonly green: number; readonly red: number; readonly doji: number };
  /** Days won at the entry and at each gale, as measured; length depth + 1. */
  readonly win: readonly number[];
  /** Days won at any level of the days measured. Dojis count among the days. */
  readonly rate: Rate;
  /** The parts that were measured with one direction each; within a part the days are independent tries. */
  readonly parts: readonly { readonly wins: number; readonly n: number }[];
}

export interface TimeOfDay {
  /** Highest lower bound first; minutes with as many greens as reds have no direction and no row. */
  readonly rows: readonly TimeRow[];
  /** Minutes of the day that were looked at. */
  readonly tried: number;
  /** Minutes that won on each of the days measured, and how many a coin would give. */
  readonly perfect: number;
  readonly perfectByChance: number;
}

/**
 * The other family of catalogs: at which time of the day does a colour come more often? A day counts where the candle
 * and those of all its gales exist.
 *
 * Errors: BAD_INPUT for a depth outside 0–9.
 */
export function timeOfDay(columns: Columns, options: TimeOfDayOptions): TimeOfDay {
  const { depth, chosenOn = 'other-days' } = options;
  if (!Number.isInteger(depth) || depth < 0 || depth > MAX_DEPTH) {
    throw new AppError('BAD_INPUT', { message: `Times of the day cannot be catalogued with "${depth}" gales.` });
  }
  const slots = slotsOf(columns, options).filter(([even, odd]) => even.n + odd.n > 0);
  const chance = perfectChance({ depth, dojiRatio: dojiRatio(columns.colours), chosenOn });
  const measured = slots.map((halves) => measure(halves, { depth, chosenOn }));
  return {
    rows: measured.filter(({ direction }) => direction !== MISSING).sort(byLowEnd),
    tried: slots.length,
    perfect: measured.filter(({ rate }) => rate.n > 0 && rate.wins === rate.n).length,
    perfectByChance: slots.reduce((sum, [even, odd]) => sum + chance([even.n, odd.n]), 0),
  };
}

/**
 * Chance of a row's result if it only broke even. Two directions were open to it, or two parts are looked at; either
 * way the better one is paid for twice.
 */
export function timeRowP({ parts }: Pick<TimeRow, 'parts'>, { breakEvenRatio }: { breakEvenRatio: Ratio }): Ratio {
  return Math.min(1, 2 * Math.min(...parts.map((part) => exactP({ ...part, breakEvenRatio }))));
}

function measure(halves: [Half, Half], how: { depth: number; chosenOn: ChosenOn }): TimeRow {
  const [even, odd] = halves;
  const all = even.seen.map((count, colour) => count + odd.seen[colour]!);
  const direction = moreFrequent(all);
  const betOn =
    how.chosenOn === 'same-days' ? [direction, direction] : [moreFrequent(odd.seen), moreFrequent(even.seen)];
  const played = halves.flatMap((half, place) => {
    const won = half.won[betOn[place]!];
    return won === undefined ? [] : [{ won, n: half.n }];
  });
  const win = Array.from({ length: how.depth + 1 }, (_, level) =>
    played.reduce((sum, { won }) => sum + won[level]!, 0),
  );
  const parts = played.map(({ won, n }) => ({ wins: won.reduce((sum, wins) => sum + wins, 0), n }));
  const total = { wins: win.reduce((sum, wins) => sum + wins, 0), n: played.reduce((sum, { n }) => sum + n, 0) };
  return {
    minuteOfDay: even.minuteOfDay,
    direction,
    colours: { green: all[GREEN]!, red: all[RED]!, doji: all[DOJI]! },
    win,
    rate: rateOfParts(total, how.chosenOn),
    parts: how.chosenOn === 'same-days' ? [total] : parts,
  };
}

const Z_95 = 1.959963984540054;
/**
 * Each half judges with what the other one showed, so that both are right or wrong together: on coins the sum of the
 * two varies by 1 + 2/π more than independent days would.
 */
const Z_95_OF_HALVES = Z_95 * Math.sqrt(1 + 2 / Math.PI);

function rateOfParts({ wins, n }: { wins: number; n: number }, chosenOn: ChosenOn): Rate {
  const [low, high] = wilson({ wins, n, z: chosenOn === 'same-days' ? Z_95 : Z_95_OF_HALVES });
  return { wins, n, low, high };
}

function byLowEnd(a: TimeRow, b: TimeRow): number {
  return b.rate.low - a.rate.low || b.rate.n - a.rate.n || a.minuteOfDay - b.minuteOfDay;
}
