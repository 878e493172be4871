import { AppError, MINUTE_MS } from '#engine/index.ts';
import type { Log } from '#io/log.ts';
import { assetsAgeMs, type StoredAsset, saveAssets } from '#io/market/assets.ts';
import { watchedAssets } from '#io/market/watched.ts';
import { backfill, type Care, type Freshening, freshen } from './keep-fresh.ts';
import type { LiveCandles } from './live-candles.ts';
import { rankMarket } from './rank-market.ts';

export interface Pass extends Freshening {
  readonly log: Log;
  readonly live: LiveCandles;
  /** Every candle the feed keeps is asked for once more: the first pass, and after trouble. */
  readonly isThorough: boolean;
}

const MOST_ASSETS = 50;
/** Questions on their way at once; how many a second is the budget's business. */
const LANES = 3;
/** A list fetched for a person a little while ago will do. */
const LIST_FRESH_MS = 45_000;
/** Minutes between two looks at what may be corrected: each candle is seen again at an age of five to fifteen. */
const DOUBT_EVERY = 10;
const THOROUGH_EVERY = 60;

/**
 * What is done once a minute: the list with its payouts, then the newest candles that nobody told of every watched
 * asset, then the rankings, then what was missed longer ago.
 *
 * Errors: the broker's, when it cannot be reached; what it refuses for one asset is only logged.
 */
export async function feedPass(pass: Pass): Promise<void> {
  const { db, desk, budget, live, nowMs, signal } = pass;
  await live.stored();
  if ((await assetsAgeMs(db, nowMs)) > LIST_FRESH_MS) {
    await budget.turn(signal);
    await desk.ask(async (session) => saveAssets(db, await session.assets()));
  }
  const assets = await watchedAssets(db, { most: MOST_ASSETS, nowMs });
  await forEach(pass, { assets, work: (asset) => freshen(pass, careFor(pass, asset)) });
  await rankMarket(pass, assets);
  await followLive(pass, assets);
  const before = pass.budget.taken;
  await forEach(pass, { assets, work: (asset) => backfill(pass, careFor(pass, asset)) });
  if (pass.budget.taken > before) await rankMarket(pass, assets);
}

/** Assets take turns, so that no minute has many questions. */
function careFor({ isThorough, nowMs }: Pass, asset: StoredAsset): Care {
  const isTurn = (every: number) => (Math.floor(nowMs / MINUTE_MS) - asset.id) % every === 0;
  return { asset, isDoubted: isTurn(DOUBT_EVERY), isThorough: isThorough || isTurn(THOROUGH_EVERY) };
}

/** Follows over the session of whoever is on duty. Without it the feed still lives: it asks for what nobody tells. */
async function followLive(pass: Pass, assets: readonly StoredAsset[]): Promise<void> {
  const { desk, budget, live, log, signal } = pass;
  const follow = async (asset: StoredAsset) => {
    await budget.turn(signal);
    await live.follow(asset);
  };
  try {
    await desk.ask((session) => forEach(pass, { assets: live.aim(session, assets), work: follow }));
  } catch (error) {
    signal.throwIfAborted();
    log.warn({ err: error }, 'live candles not followed');
  }
}

async function forEach(
  { signal, log }: Pass,
  { assets, work }: { assets: readonly StoredAsset[]; work: (asset: StoredAsset) => Promise<void> },
): Promise<void> {
  const waiting = [...assets];
  let failure: unknown;
  const lane = async () => {
    for (let asset = waiting.shift(); asset !== undefined; asset = waiting.shift()) {
      signal.throwIfAborted();
      if (failure !== undefined) return;
      try {
        await work(asset);
      } catch (error) {
        if (isAboutOneAsset(error)) log.warn({ err: error, ticker: asset.ticker }, 'candles not refreshed');
        else failure ??= error;
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (failure !== undefined) throw failure;
}

function isAboutOneAsset(error: unknown): boolean {
  return error instanceof AppError && error.code === 'BROKER_REFUSED';
}
