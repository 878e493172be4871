import { AppError, type EpochMs, type TimeRange, timeframeMs, timeframeSeconds } from '#engine/index.ts';
import type { BrokerSession } from '../broker/broker.ts';
import type { Database } from '../db/database.ts';
import { withAssetLock } from './asset-lock.ts';
import type { StoredAsset } from './assets.ts';
import { missingRanges, recordGaps } from './candle-gaps.ts';
import { STORED_TIMEFRAME } from './candle-store.ts';
import { missingIn, planPages } from './fetch-plan.ts';
import { type FetchProgress, Flight, type FlightTools } from './flight.ts';
import { explainHole } from './market-hours.ts';
import { saveCandles } from './save-candles.ts';

export interface EnsureRequest extends TimeRange {
  readonly db: Database;
  readonly asset: StoredAsset;
  readonly nowMs: EpochMs;
  /**
   * From here on stored candles are asked for once more, and those the broker has corrected since are replaced.
   * Default: what is stored stays.
   */
  readonly recheckFromMs?: EpochMs;
  /** Lends a live session for the time of the work; called only when something is missing. */
  readonly withSession: <Result>(work: (session: BrokerSession) => Promise<Result>) => Promise<Result>;
  readonly onProgress?: (progress: FetchProgress) => void;
  /** Lets this caller go; the fetch ends only when nobody waits for it. */
  readonly signal?: AbortSignal;
}

/** What this call had fetched; nothing when it was all there or another caller fetched it. */
export interface Ensured {
  readonly fetchedRanges: readonly TimeRange[];
  /** Questions to the broker. */
  readonly calls: number;
}

const STEP_MS = timeframeMs(STORED_TIMEFRAME);
const PAGES_AT_ONCE = 3;
/** A candle this young may still be on its way to the broker's history, so its absence means nothing. */
const UNSETTLED_MS = 2 * STEP_MS;
const NOTHING: Ensured = { fetchedRanges: [], calls: 0 };

/**
 * Sees to it that the store has every closed candle of a range that the broker has. Each missing stretch is asked for
 * once, however many callers and processes want it, and what the broker does not have is noted and not asked for again.
 *
 * Errors: the broker's (BROKER_*), or the signal's reason. What came before the error is kept.
 */
export async function ensureCandles(request: EnsureRequest): Promise<Ensured> {
  const { db, asset, nowMs, signal } = request;
  const range = { fromMs: request.fromMs, toMs: Math.min(request.toMs, Math.floor(nowMs / STEP_MS) * STEP_MS) };
  if (asset.brokerAssetId === null) return NOTHING;
  for (;;) {
    signal?.throwIfAborted();
    const current = flightOf(request);
    if (current === undefined) return await takeOff(request, range);
    if (request.recheckFromMs !== undefined) {
      await current.flight.over;
      continue;
    }
    // The flight may be a long one for a range that is not ours.
    if ((await missingRanges(db, { assetId: asset.id, nowMs, ...range })).length === 0) return NOTHING;
    if (await isServedBy(current, { request, range })) return NOTHING;
  }
}

interface Airborne {
  readonly flight: Flight<Ensured>;
  readonly range: TimeRange;
}

const airborne = new WeakMap<Database, Map<number, Airborne>>();

function flightOf({ db, asset }: EnsureRequest): Airborne | undefined {
  return airborne.get(db)?.get(asset.id);
}

/** Waits for a flight under way. False: it did not bring all we want, so look again. */
async function isServedBy(
  { flight, range: flown }: Airborne,
  { request, range }: { request: EnsureRequest; range: TimeRange },
): Promise<boolean> {
  if (flight.isCanceled) {
    await flight.over;
    return false;
  }
  try {
    await flight.join(request);
    return flown.fromMs <= range.fromMs && range.toMs <= flown.toMs;
  } catch (error) {
    // Whoever took off lost their own session; ours may be fine.
    const isTheirTrouble = error instanceof AppError && error.code === 'BROKER_SESSION_OVER';
    if (request.signal?.aborted || !isTheirTrouble) throw error;
    await flight.over;
    return false;
  }
}

async function takeOff(request: EnsureRequest, range: TimeRange): Promise<Ensured> {
  const { db, asset } = request;
  const flights = airborne.get(db) ?? new Map<number, Airborne>();
  airborne.set(db, flights);
  const flight = new Flight((tools) => fetchMissing(request, { range, tools }));
  flights.set(asset.id, { flight, range });
  void flight.over.then(() => flights.delete(asset.id));
  return await flight.join(request);
}

async function fetchMissing(
  request: EnsureRequest,
  { range, tools }: { range: TimeRange; tools: FlightTools },
): Promise<Ensured> {
  const { db, asset } = request;
  if ((await rangesToAsk(request, range)).length === 0) return NOTHING;
  return await withAssetLock(db, { assetId: asset.id, signal: tools.signal }, async () => {
    // Another process may have been here while we waited for the lock.
    const missing = await rangesToAsk(request, range);
    if (missing.length === 0) return NOTHING;
    return await request.withSession((session) => fetchPages({ request, missing, session, tools }));
  });
}

/** What is missing, and what is to be looked at again; ascending. */
async function rangesToAsk({ db, asset, nowMs, recheckFromMs }: EnsureRequest, range: TimeRange): Promise<TimeRange[]> {
  const missing = await missingRanges(db, { assetId: asset.id, nowMs, ...range });
  const again = { fromMs: Math.max(recheckFromMs ?? range.toMs, range.fromMs), toMs: range.toMs };
  if (again.fromMs >= again.toMs) return missing;
  const before = missing.filter(({ fromMs }) => fromMs < again.fromMs);
  return [...before.map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, again.fromMs) })), again];
}

interface Fetch {
  readonly request: EnsureRequest;
  readonly missing: readonly TimeRange[];
  readonly session: BrokerSession;
  readonly tools: FlightTools;
}

async function fetchPages(fetch: Fetch): Promise<Ensured> {
  const { missing, tools } = fetch;
  const pages = planPages(missing);
  const total = pages.reduce((sum, page) => sum + missingIn(page, missing), 0);
  const failure = new AbortController();
  const signal = AbortSignal.any([tools.signal, failure.signal]);
  let done = 0;
  tools.report({ done, total });
  const queue = [...pages];
  const lane = async () => {
    for (let page = queue.shift(); page !== undefined; page = queue.shift()) {
      signal.throwIfAborted();
      await fetchPage(fetch, { page, signal });
      done += missingIn(page, missing);
      tools.report({ done, total });
    }
  };
  // The first failure stops all lanes, and all have ended before the lock is given back.
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, () => lane().catch((error) => failure.abort(error))));
  failure.signal.throwIfAborted();
  return { fetchedRanges: pages.toReversed(), calls: pages.length };
}

async function fetchPage(
  { request, session }: Fetch,
  { page, signal }: { page: TimeRange; signal: AbortSignal },
): Promise<void> {
  const { db, asset, nowMs } = request;
  if (asset.brokerAssetId === null) return;
  const seconds = timeframeSeconds(STORED_TIMEFRAME);
  const candles = await session.candles({
    brokerAssetId: asset.brokerAssetId,
    timeframeSeconds: seconds,
    ...page,
    signal,
  });
  const wanted = candles.filter(({ openMs }) => openMs >= page.fromMs && openMs < page.toMs);
  const isAgain = request.recheckFromMs !== undefined;
  await saveCandles(db, {
    assetId: asset.id,
    timeframeSeconds: seconds,
    candles: wanted,
    // We hold the asset's lock, so nobody has a newer answer than this one.
    ...(isAgain ? { revision: 'next' } : {}),
  });
  const brokerNowMs = nowMs + Math.min(0, session.clockOffsetMs);
  const settledMs = Math.floor((brokerNowMs - UNSETTLED_MS) / STEP_MS) * STEP_MS;
  const settled = { fromMs: page.fromMs, toMs: Math.min(page.toMs, settledMs) };
  const holes = await missingRanges(db, { assetId: asset.id, nowMs, ...settled });
  const gaps = holes.flatMap((hole) => explainHole(hole, asset));
  await recordGaps(db, { assetId: asset.id, gaps, nowMs });
}
