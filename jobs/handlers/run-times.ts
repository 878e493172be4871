import { progress } from '#bot/views/progress.ts';
import { type TimesFacts, timesNoCandles, timesPage } from '#bot/views/times.ts';
import { DAY_MS, DEFAULT_LADDER, type TimesQuery, timeframeMs } from '#engine/index.ts';
import { findPerson } from '#io/db/people.ts';
import { keepResult, nameResult } from '#io/db/results.ts';
import { findAsset } from '#io/market/assets.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import { refreshAssets } from '../refresh-assets.ts';
import { workOutTimes } from '../times.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

/** A catalog by time of the day: picked on half of the days, measured on the other half. */
export async function runTimes(tools: Tools, work: Work<TimesQuery>): Promise<void> {
  const { db, sessions } = tools;
  const { request, words, signal } = work;
  const { query, telegramId, timeZone: zone } = request;
  await refreshAssets(tools, telegramId);
  const asset = await findAsset(db, query.ticker);
  const nothing = { state: 'failed', message: timesNoCandles(words, query) } as const;
  if (asset === null) return work.end({ ...nothing, error: 'NO_ASSET' });

  const nowMs = tools.nowMs();
  const stepMs = timeframeMs(query.timeframe);
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
  const times = await workOutTimes(db, { query, asset, range, zone, payoutRatio: asset.payoutRatio });
  if (times === null) return work.end({ ...nothing, error: 'NO_CANDLES' });

  const result = await nameResult(db, times.content);
  const ladder = (await findPerson(db, telegramId))?.ladder ?? DEFAULT_LADDER;
  const facts: TimesFacts = { ...times.figures, resultId: result.id, ladder, nowMs };
  await work.end({
    state: 'done',
    message: timesPage(words, { facts, page: 0, requestId: request.id }),
    result: facts,
    alongside: (tx) => keepResult(tx, { result }),
  });
}
