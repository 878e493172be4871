import { DAY_S } from './days.ts';
import { createRandom } from './random.ts';
import type { Series } from './series.ts';

/** Price at the end of each second of one minute: starts near open, touches high and low, ends at close. */
export interface Seconds {
  readonly open: number;
  readonly prices: Float64Array;
}

/** Null when the minute has no candle. */
export function secondsOf(series: Series, minuteS: number): Seconds | null {
  const day = series.day(Math.floor(minuteS / DAY_S));
  const place = Math.floor((minuteS % DAY_S) / 60);
  const open = day.open[place] ?? Number.NaN;
  if (Number.isNaN(open)) return null;
  const high = day.high[place] ?? open;
  const low = day.low[place] ?? open;
  const close = day.close[place] ?? open;

  const random = createRandom(series.seed, series.asset.id, minuteS, 4);
  const scale = 10 ** series.asset.digits;
  const prices = new Float64Array(60);
  let wander = 0;
  for (let second = 0; second < 59; second += 1) {
    wander = 0.9 * wander + (random() - 0.5) * (high - low) * 0.5;
    const aim = open + ((close - open) * (second + 1)) / 60 + wander;
    prices[second] = Math.round(Math.min(high, Math.max(low, aim)) * scale) / scale;
  }
  const highAt = Math.floor(random() * 59);
  prices[highAt] = high;
  prices[(highAt + 1 + Math.floor(random() * 58)) % 59] = low;
  prices[59] = close;
  return { open, prices };
}
