import { zoneOffsets } from '#bot/views/time-zones.ts';
import type { TimesFigures } from '#bot/views/times.ts';
import {
  breakEvenOf,
  countPresent,
  DEFAULT_READING,
  dojiRatio,
  pickTimes,
  TIMES_VERSION,
  type TimeRange,
  type TimesQuery,
  timeframeMs,
} from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { candleHash, type TimesContent } from '#io/db/results.ts';
import type { StoredAsset } from '#io/market/assets.ts';
import { readColumns } from '#io/market/candle-store.ts';
import { closedTimeMs } from '#io/market/closed-time.ts';

export interface TimesTask {
  readonly query: TimesQuery;
  readonly asset: StoredAsset;
  readonly range: TimeRange;
  /** On whose clock the days begin, IANA. */
  readonly zone: string;
  readonly payoutRatio: number | null;
}

/** A catalog by time of the day from the stored candles; null when there are none. */
export async function workOutTimes(
  db: Database,
  { query, asset, range, zone, payoutRatio }: TimesTask,
): Promise<{ figures: TimesFigures; content: TimesContent } | null> {
  const { timeframe, depth, minRatio } = query;
  const columns = await readColumns(db, { assetId: asset.id, timeframe, ...range });
  const present = countPresent(columns.colours);
  if (present === 0) return null;
  const breakEvenRatio = breakEvenOf({ payoutRatio, depth });
  // Nobody expects candles while the market is closed.
  const closedMs = await closedTimeMs(db, { assetId: asset.id, ...range });
  const expected = Math.floor((range.toMs - range.fromMs - closedMs) / timeframeMs(timeframe));
  const figures: TimesFigures = {
    ...pickTimes(columns, { utcOffsetMsAt: zoneOffsets(zone), depth, minRatio, breakEvenRatio }),
    ...{ query, payoutRatio, zone, version: TIMES_VERSION, period: range },
    dojiRatio: dojiRatio(columns.colours),
    coverage: { present, expected: Math.max(present, expected) },
  };
  const content: TimesContent = {
    ...({ kind: 'times', query, range, reading: DEFAULT_READING, strategyVersion: TIMES_VERSION } as const),
    candleHash: candleHash(columns.colours),
    facts: figures,
  };
  return { figures, content };
}
