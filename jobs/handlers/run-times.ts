import { progress } from '#bot/views/progress.ts';
import { zoneOffsets } from '#bot/views/time-zones.ts';
import { type TimesFacts, timesNoCandles, timesPage } from '#bot/views/times.ts';
import {
  breakEvenOf,
  coinBaseline,
  countPresent,
  DAY_MS,
  dojiRatio,
  pickTimes,
  type TimesQuery,
  timeframeMs,
} from '#engine/index.ts';
import { findAsset } from '#io/market/assets.ts';
import { readColumns } from '#io/market/candle-store.ts';
import { closedTimeMs } from '#io/market/closed-time.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import { refreshAssets } from '../refresh-assets.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

/** A catalog by time of the day: picked on half of the days, measured on the other half. */
export async function runTimes(tools: Tools, work: Work<TimesQuery>): Promise<void> {
  const { db, sessions } = tools;
  const { request, words, signal } = work;
  const { query, telegramId, timeZone: zone } = request;
  const { timeframe, depth, minRatio } = query;
  await refreshAssets(tools, telegramId);
  const asset = await findAsset(db, query.ticker);
  const nothing = { state: 'failed', message: timesNoCandles(words, query) } as const;
  if (asset === null) return work.end({ ...nothing, error: 'NO_ASSET' });

  const nowMs = tools.nowMs();
  const stepMs = timeframeMs(timeframe);
  const toMs = Math.floor(nowMs / stepMs) * stepMs;
  const range = { fromMs: toMs - query.days * DAY_MS, toMs };
  await ensureCandles({
    ...{ db, asset, nowMs, signal, ...range },
    withSession: (fetch) => sessions.use(telegramId, fetch),
    onProgress: ({ done, total }) => {
      const stage = { kind: 'candles', done, total } as const;
      work.progress(() => progress(words, { requestId: request.id, work: { kind: 'times', query }, zone, stage }));
    },
  });
  signal.throwIfAborted();
  const columns = await readColumns(db, { assetId: asset.id, timeframe, ...range });
  const present = countPresent(columns.colours);
  if (present === 0) return work.end({ ...nothing, error: 'NO_CANDLES' });

  const { payoutRatio } = asset;
  const breakEvenRatio = breakEvenOf({ payoutRatio, depth });
  const dojis = dojiRatio(columns.colours);
  // Nobody expects candles while the market is closed.
  const closedMs = await closedTimeMs(db, { assetId: asset.id, ...range });
  const expected = Math.max(present, (range.toMs - range.fromMs - closedMs) / stepMs);
  const facts: TimesFacts = {
    ...pickTimes(columns, { utcOffsetMsAt: zoneOffsets(zone), depth, minRatio, breakEvenRatio }),
    ...{ query, payoutRatio, breakEvenRatio, dojiRatio: dojis, coinRatio: coinBaseline({ depth, dojiRatio: dojis }) },
    coverage: { present, expected: Math.floor(expected) },
    period: range,
    zone,
    nowMs,
  };
  await work.end({
    state: 'done',
    message: timesPage(words, { facts, page: 0, requestId: request.id }),
    result: facts,
  });
}
