import { type NoticeFacts, type NoticeProblem, noticeProblem, noticeSet } from '#bot/views/notify.ts';
import { noCandles } from '#bot/views/problems.ts';
import { progress, type Stage } from '#bot/views/progress.ts';
import {
  AppError,
  countCrossings,
  DAY_MS,
  DEFAULT_READING,
  type EpochMs,
  evaluate,
  findStrategy,
  isBeyond,
  rateTrace,
  type Strategy,
  type TimeRange,
  type TracePoint,
  windowRange,
} from '#engine/index.ts';
import { entitlementOf } from '#io/db/entitlements.ts';
import { addNotice, quietHoursOf } from '#io/db/notices.ts';
import { findPerson } from '#io/db/people.ts';
import { findPreset } from '#io/db/presets.ts';
import { countQuotaHit } from '#io/db/quota-hits.ts';
import { keepResult, nameResult } from '#io/db/results.ts';
import { findAsset, type StoredAsset } from '#io/market/assets.ts';
import { readColumns } from '#io/market/candle-store.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import { answerCatalog, cardFacts } from '../catalog.ts';
import { refreshAssets } from '../refresh-assets.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

/** A line to be tested, and set when it stands the test. */
export interface NoticeQuestion extends NoticeFacts {
  readonly presetId: number;
}

/** Crossings in a day beyond which a line is no news any more: one in two hours. */
const MOST_CROSSINGS = 12;
/** Fewer cycles than this in the last day test nothing. */
const LEAST_CYCLES = 12;

/**
 * Plays a notice on the last day before it is set: one that would come at every turn, or whose line lies where the
 * figure always is, is refused with what was seen.
 */
export async function setNotice(tools: Tools, work: Work<NoticeQuestion>): Promise<void> {
  const { db, sessions } = tools;
  const { request, words, signal } = work;
  const { query: notice, telegramId, timeZone: zone } = request;
  await refreshAssets(tools, telegramId);
  const asset = await findAsset(db, notice.query.ticker);
  if (asset === null) {
    return work.end({ state: 'failed', message: noCandles(words, { query: notice.query, zone }), error: 'NO_ASSET' });
  }
  const nowMs = tools.nowMs();
  const strategy = strategyOf(notice);
  const { fromMs, toMs } = windowRange({ ...notice.query, strategy, nowMs });
  const range = { fromMs: fromMs - DAY_MS, toMs };
  await ensureCandles({
    ...{ db, asset, nowMs, signal, ...range },
    withSession: (fetch) => sessions.use(telegramId, fetch),
    onProgress: ({ done, total }) => show({ kind: 'candles', done, total }),
  });
  signal.throwIfAborted();
  const trace = await traceOf(tools, { notice, strategy, asset, range });
  const last = trace.at(-1);
  const catalog = await answerCatalog(db, {
    task: { query: notice.query, asset, nowMs },
    supply: async () => undefined,
  });
  const crossings = countCrossings(trace, notice);
  if (last === undefined || catalog === null || trace.length < LEAST_CYCLES) return refuse({ code: 'untested' });
  if (trace.every(({ rateRatio }) => isBeyond(rateRatio, notice))) {
    return refuse({ code: 'always', notice, cycles: trace.length });
  }
  if (crossings > MOST_CROSSINGS) return refuse({ code: 'often', notice, crossings });

  const preset = await findPreset(db, { telegramId, id: notice.presetId });
  if (preset === null) return refuse({ code: 'unknown_preset', name: notice.presetName, known: null });
  const { side, lineRatio } = notice;
  const beyond = isBeyond(last.rateRatio, notice);
  const { limits, code: plan } = await db.transaction().execute((tx) => entitlementOf(tx, { telegramId, nowMs }));
  const most = limits.notices;
  const line = { telegramId, presetId: preset.id, side, lineRatio, isBeyond: beyond, checkedUntilMs: toMs, most };
  const added = await addNotice(db, line);
  if (added === 'full') {
    await countQuotaHit(db, { plan, limit: 'notices', nowMs });
    return refuse({ code: 'full', most });
  }
  const quiet = await quietHoursOf(db, telegramId);
  const result = await nameResult(db, catalog.content);
  const person = await findPerson(db, telegramId);
  const facts = cardFacts(catalog.figures, { person, resultId: result.id, zone, nowMs });
  const isNew = added === 'added';
  await work.end({
    state: 'done',
    message: noticeSet(words, { notice, facts, crossings, isBeyond: beyond, isNew, quiet }),
    alongside: (tx) => keepResult(tx, { result }),
  });

  function refuse(problem: NoticeProblem): Promise<void> {
    return work.end({ state: 'done', message: noticeProblem(words, problem) });
  }

  function show(stage: Stage): void {
    const asked = { kind: 'notify', query: notice.query } as const;
    work.progress(() => progress(words, { requestId: request.id, work: asked, zone, stage }));
  }
}

/** How the figure went through the last day. */
async function traceOf(
  { db }: Tools,
  about: { notice: NoticeQuestion; strategy: Strategy; asset: StoredAsset; range: TimeRange },
): Promise<TracePoint[]> {
  const { notice, strategy, asset, range } = about;
  const { timeframe, depth, window } = notice.query;
  const columns = await readColumns(db, { assetId: asset.id, timeframe, ...range });
  const { cycles } = evaluate(columns, { strategy, depth, reading: DEFAULT_READING });
  const fromMs: EpochMs = range.toMs - DAY_MS;
  return rateTrace(cycles, { window, fromMs });
}

function strategyOf({ query }: NoticeQuestion): Strategy {
  const strategy = findStrategy({ timeframe: query.timeframe, name: query.strategyId });
  if (strategy !== null) return strategy;
  throw new AppError('BAD_INPUT', { message: `Strategy "${query.strategyId}" is not one of "${query.timeframe}".` });
}
