import type { Slots } from './slots.ts';

const MAX_DIGITS = 8;

/** A day's prices as whole points, each told from the one before. */
export interface Points {
  readonly digits: number;
  /** What the first open is told from. */
  readonly start: number;
  /** open − close before, close − open, high − body, body − low. */
  readonly planes: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
}

/** Null when some price is not exactly a whole number of points with at most 8 digits. */
export function pointsOf(day: Slots, present: Uint16Array): Points | null {
  const digits = digitsOf(day, present);
  const scale = 10 ** digits;
  const plane = () => new Float64Array(present.length);
  const planes = [plane(), plane(), plane(), plane()] as const;
  const [gaps, bodies, above, below] = planes;
  const start = present.length === 0 ? 0 : exactPoints(day.open[present[0] as number] as number, scale);
  let before = start;
  for (let i = 0; i < present.length; i += 1) {
    const slot = present[i] as number;
    const open = exactPoints(day.open[slot] as number, scale);
    const high = exactPoints(day.high[slot] as number, scale);
    const low = exactPoints(day.low[slot] as number, scale);
    const close = exactPoints(day.close[slot] as number, scale);
    if (Number.isNaN(open + high + low + close)) return null;
    gaps[i] = open - before;
    bodies[i] = close - open;
    above[i] = high - Math.max(open, close);
    below[i] = Math.min(open, close) - low;
    before = close;
  }
  return { digits, start, planes };
}

/** Fewest digits that hold every price of the day; 8 when none does. */
function digitsOf(day: Slots, present: Uint16Array): number {
  let digits = 0;
  for (const prices of [day.open, day.high, day.low, day.close]) {
    for (const slot of present) {
      while (digits < MAX_DIGITS && Number.isNaN(exactPoints(prices[slot] as number, 10 ** digits))) digits += 1;
    }
  }
  return digits;
}

/** NaN when dividing again would not give the very same price; −0 has no points either. */
function exactPoints(price: number, scale: number): number {
  const points = Math.round(price * scale) + 0;
  return Object.is(points / scale, price) && Number.isSafeInteger(points) ? points : Number.NaN;
}
