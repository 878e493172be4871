import { GREEN, MISSING, RED } from '../candle.ts';
import type { Ratio } from '../units.ts';

/** On which days the direction was chosen: on those it is judged on, or on the other half of them. */
export type ChosenOn = 'other-days' | 'same-days';

/** How many days of each parity a time of the day has. */
type Halves = readonly [even: number, odd: number];

/**
 * Chance that one time of the day wins on every day measured though its candles are coins. With few days and 1,440
 * minutes some are bound to: on ten days and without gales 2.8 of them.
 *
 * How: summed over every count of greens, reds and dojis the days can have; a day not won at the entry must be won by
 * one of the gales. Answers are kept, since most times of the day have equally many days.
 */
export function perfectChance(market: {
  depth: number;
  dojiRatio: Ratio;
  chosenOn: ChosenOn;
}): (halves: Halves) => Ratio {
  const chances = new Map<string, Ratio>();
  const part = partChance(market);
  return ([even, odd]) => {
    const key = `${even} ${odd}`;
    const known =
      chances.get(key) ??
      (market.chosenOn === 'same-days'
        ? 2 * part({ days: even + odd, more: GREEN, bet: GREEN })
        : crossedChance([even, odd], part));
    chances.set(key, known);
    return known;
  };
}

/** Some days had more of `more` (MISSING: of neither), and a bet on `bet` (MISSING: none) won on each of them. */
interface Part {
  readonly days: number;
  readonly more: number;
  readonly bet: number;
}

const COLOURS = [GREEN, RED, MISSING];

function crossedChance([even, odd]: Halves, part: (part: Part) => Ratio): Ratio {
  let sum = 0;
  for (const moreEven of COLOURS) {
    for (const moreOdd of COLOURS) {
      const measured = (moreOdd === MISSING ? 0 : even) + (moreEven === MISSING ? 0 : odd);
      if (measured === 0) continue;
      sum += part({ days: even, more: moreEven, bet: moreOdd }) * part({ days: odd, more: moreOdd, bet: moreEven });
    }
  }
  return sum;
}

function partChance({ depth, dojiRatio }: { depth: number; dojiRatio: Ratio }): (part: Part) => Ratio {
  const colourChance = (1 - dojiRatio) / 2;
  const galesWin = 1 - ((1 + dojiRatio) / 2) ** depth;
  return ({ days, more, bet }) => {
    let sum = 0;
    for (let greens = 0; greens <= days; greens++) {
      for (let reds = 0; greens + reds <= days; reds++) {
        if (moreOf(greens, reds) !== more) continue;
        const dojis = days - greens - reds;
        const saved = bet === MISSING ? 0 : days - (bet === GREEN ? greens : reds);
        const ways = Math.exp(logFactorial(days) - logFactorial(greens) - logFactorial(reds) - logFactorial(dojis));
        sum += ways * colourChance ** (greens + reds) * dojiRatio ** dojis * galesWin ** saved;
      }
    }
    return sum;
  };
}

function moreOf(greens: number, reds: number): number {
  if (greens === reds) return MISSING;
  return greens > reds ? GREEN : RED;
}

const LOG_FACTORIALS = [0];

function logFactorial(n: number): number {
  for (let next = LOG_FACTORIALS.length; next <= n; next++) {
    LOG_FACTORIALS.push(LOG_FACTORIALS[next - 1]! + Math.log(next));
  }
  return LOG_FACTORIALS[n]!;
}
