import { MISSING } from './candle.ts';
import { type Columns, colourOf, emptyColumns } from './columns.ts';
import { type Timeframe, timeframeMs } from './timeframe.ts';

/**
 * Larger candles from smaller ones. A bucket exists if at least one candle of it does; it opens with its earliest
 * and closes with its latest candle. Buckets are aligned to the clock (UTC).
 *
 * Give only candles up to the end of a bucket, or the last one is a candle still forming.
 */
export function aggregate(columns: Columns, timeframe: Timeframe): Columns {
  if (timeframe === columns.timeframe) return columns;
  const { colours, open, high, low, close, startMs } = columns;
  const stepMs = timeframeMs(columns.timeframe);
  const bucketMs = timeframeMs(timeframe);
  const bucketAt = (place: number) => Math.floor((startMs + place * stepMs) / bucketMs);

  const firstBucket = bucketAt(0);
  const length = colours.length === 0 ? 0 : bucketAt(colours.length - 1) - firstBucket + 1;
  const larger = emptyColumns({ timeframe, startMs: firstBucket * bucketMs, length });
  for (let place = 0; place < colours.length; place++) {
    if (colours[place] === MISSING) continue;
    const bucket = bucketAt(place) - firstBucket;
    const isFirst = larger.colours[bucket] === MISSING;
    if (isFirst) larger.open[bucket] = open[place]!;
    larger.high[bucket] = isFirst ? high[place]! : Math.max(larger.high[bucket]!, high[place]!);
    larger.low[bucket] = isFirst ? low[place]! : Math.min(larger.low[bucket]!, low[place]!);
    larger.close[bucket] = close[place]!;
    larger.colours[bucket] = colourOf({ open: larger.open[bucket]!, close: close[place]! });
  }
  return larger;
}
