import type { SimulatedAsset } from './assets.ts';
import type { Calendar } from './calendar.ts';
import { DAY_MINUTES, DAY_S, type Day, emptyDay } from './days.ts';
import { createRandom, gaussian } from './random.ts';

/** 2013-11-11, where the platform's oldest series begin. */
export const FIRST_DAY = 16_020;

/** Even a calm market moves about this many of its smallest price steps a minute: few enough for some dojis. */
const STEPS_PER_MINUTE = 11;
/** Share of minutes in which nothing happens at all. */
const STILL_RATIO = 0.025;
/** How much of its distance from the base price a series gives back each day. */
const PULL_BACK = 0.02;

export interface Walk {
  day(index: number): Day;
}

/**
 * A market from a seed: any day at once, always the same, joined to its neighbours.
 *
 * The return of each day is drawn first, so that levels chain in one step a day. Its minutes are then drawn
 * freely and shifted to add up to it, in proportion to their variance: that is exactly a random walk seen
 * knowing its end, so a colour stays a fair coin. Variance clusters and follows the hours of the day.
 */
export function createWalk(seed: number, asset: SimulatedAsset, calendar: Calendar): Walk {
  const scale = 10 ** asset.digits;
  const minuteVariance = Math.max(STEPS_PER_MINUTE / scale / asset.basePrice, asset.volatility) ** 2;
  /** Log distance from the base price at the start of each day since FIRST_DAY. */
  const levels = [0];

  function dayVariance(index: number): number {
    const mood = Math.exp(0.25 * gaussian(createRandom(seed, asset.id, index, 1)));
    return minuteVariance * calendar.openMinutes(index) * mood;
  }

  function levelAt(index: number): number {
    for (let day = FIRST_DAY + levels.length - 1; day < index; day += 1) {
      const level = levels.at(-1) ?? 0;
      const shock = gaussian(createRandom(seed, asset.id, day, 2)) * Math.sqrt(dayVariance(day));
      levels.push(calendar.openMinutes(day) === 0 ? level : level * (1 - PULL_BACK) + shock);
    }
    return levels[index - FIRST_DAY] ?? 0;
  }

  function draw(index: number): Day {
    const random = createRandom(seed, asset.id, index, 3);
    const { variances, moves } = drawMoves(random, dayVariance(index), (minute) =>
      calendar.isOpen(index * DAY_S + minute * 60),
    );
    const excess = moves.reduce((sum, move) => sum + move, 0) - (levelAt(index + 1) - levelAt(index));
    const total = variances.reduce((sum, variance) => sum + variance, 0);
    const price = (level: number) => Math.round(asset.basePrice * Math.exp(level) * scale);

    const day = emptyDay();
    let level = levelAt(index);
    let steps = price(level);
    for (let minute = 0; minute < DAY_MINUTES; minute += 1) {
      const variance = variances[minute] ?? 0;
      const open = steps;
      level += (moves[minute] ?? 0) - (total > 0 ? (excess * variance) / total : 0);
      steps = variance > 0 ? price(level) : open;
      if (!calendar.isOpen(index * DAY_S + minute * 60)) continue;
      const wick = () => Math.round(Math.abs(gaussian(random)) * 0.4 * Math.sqrt(variance) * open);
      day.open[minute] = open / scale;
      day.high[minute] = (Math.max(open, steps) + wick()) / scale;
      day.low[minute] = Math.max(1, Math.min(open, steps) - wick()) / scale;
      day.close[minute] = steps / scale;
    }
    return day;
  }

  return { day: draw };
}

/** Each minute's variance, which adds up to the day's, and a free move drawn from it. */
function drawMoves(random: () => number, dayVariance: number, isOpen: (minute: number) => boolean) {
  const variances = new Float64Array(DAY_MINUTES);
  const moves = new Float64Array(DAY_MINUTES);
  let cluster = gaussian(random);
  let total = 0;
  for (let minute = 0; minute < DAY_MINUTES; minute += 1) {
    cluster = 0.97 * cluster + 0.243 * gaussian(random);
    const isStill = random() < STILL_RATIO;
    if (!isOpen(minute) || isStill) continue;
    // Busiest when London and New York overlap, calmest around the Asian lunch.
    const season = 1 + 0.5 * Math.sin(((minute - 480) / DAY_MINUTES) * 2 * Math.PI);
    variances[minute] = season * Math.exp(0.8 * cluster);
    total += variances[minute] ?? 0;
  }
  for (let minute = 0; minute < DAY_MINUTES; minute += 1) {
    const weight = variances[minute] ?? 0;
    if (weight === 0) continue;
    variances[minute] = (weight / total) * dayVariance;
    moves[minute] = gaussian(random) * Math.sqrt(variances[minute] ?? 0);
  }
  return { variances, moves };
}
