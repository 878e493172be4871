import { type EpochMs, HOUR_MS, MINUTE_MS, type TimeRange } from '#engine/index.ts';
import type { Budget } from '#io/broker/budget.ts';
import type { Database } from '#io/db/database.ts';
import type { StoredAsset } from '#io/market/assets.ts';
import { missingRanges } from '#io/market/candle-gaps.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import { PAGE_MS } from '#io/market/fetch-plan.ts';
import { SETTLED_AFTER_MS } from '#io/market/list-row.ts';
import type { BrokerDesk } from './broker-desk.ts';

export interface Freshening {
  readonly db: Database;
  readonly desk: BrokerDesk;
  readonly budget: Budget;
  readonly nowMs: EpochMs;
  readonly signal: AbortSignal;
}

/** How far back the feed fills in what was missed; older candles come when somebody asks for them. */
export const BACKFILL_MS = 48 * HOUR_MS;
/** The broker may still correct candles this young. */
const UNSURE_MS = SETTLED_AFTER_MS;

/** What is done for an asset beside what it misses. */
export interface Care {
  readonly asset: StoredAsset;
  /** What the broker may have corrected is asked for once more. */
  readonly isDoubted: boolean;
  /** All that is kept is asked for once more. */
  readonly isThorough: boolean;
}

/**
 * One question for what was missed of an asset in the last thousand minutes, and with it the unsure minutes once more;
 * thorough: all of them. No question where live candles left nothing to ask.
 */
export async function freshen(parts: Freshening, { asset, isDoubted, isThorough }: Care): Promise<void> {
  const { db, nowMs, budget, signal } = parts;
  const page = pagesBack(nowMs)[0]!;
  const isWanted =
    isDoubted || isThorough || (await missingRanges(db, { assetId: asset.id, nowMs, ...page })).length > 0;
  if (!isWanted) return;
  await budget.turn(signal);
  await fetchPage(parts, { asset, page, recheckFromMs: isThorough ? page.fromMs : page.toMs - UNSURE_MS });
}

/** What was missed before the newest page, newest first. Nothing is asked where nothing is missing, unless thorough. */
export async function backfill(parts: Freshening, { asset, isThorough }: Omit<Care, 'isDoubted'>): Promise<void> {
  const { db, nowMs, budget, signal } = parts;
  for (const page of pagesBack(nowMs).slice(1)) {
    const isMissed = isThorough || (await missingRanges(db, { assetId: asset.id, nowMs, ...page })).length > 0;
    if (!isMissed) continue;
    await budget.turn(signal);
    await fetchPage(parts, { asset, page, ...(isThorough ? { recheckFromMs: page.fromMs } : {}) });
  }
}

/**
 * Each page is one question of the broker, and its turn is over before the fetch begins: a person who wants the same
 * candles joins the fetch and must not wait for turns.
 */
async function fetchPage(
  { db, desk, nowMs, signal }: Freshening,
  { asset, page, ...again }: { asset: StoredAsset; page: TimeRange; recheckFromMs?: EpochMs },
): Promise<void> {
  await ensureCandles({ db, asset, nowMs, signal, ...page, ...again, withSession: desk.ask });
}

/** Newest first. */
function pagesBack(nowMs: EpochMs): TimeRange[] {
  const toMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const pages: TimeRange[] = [];
  for (let endMs = toMs; endMs > toMs - BACKFILL_MS; endMs -= PAGE_MS) {
    pages.push({ fromMs: Math.max(endMs - PAGE_MS, toMs - BACKFILL_MS), toMs: endMs });
  }
  return pages;
}
