import { AppError, MINUTE_MS } from '#engine/index.ts';
import type { Log } from '#io/log.ts';
import { assetsAgeMs, type StoredAsset, saveAssets } from '#io/market/assets.ts';
import { watchedAssets } from '#io/market/watched.ts';
import { backfill, type Freshening, freshen } from './keep-fresh.ts';
import { rankMarket } from './rank-market.ts';

export interface Pass extends Freshening {
  readonly log: Log;
  /** Every candle the feed keeps is asked for once more: the first pass, and after trouble. */
  readonly isThorough: boolean;
}

const MOST_ASSETS = 50;
/** Questions on their way at once; how many a second is the budget's business. */
const LANES = 3;
/** A list fetched for a person a little while ago will do. */
const LIST_FRESH_MS = 45_000;

/**
 * What is done once a minute: the list with its payouts, then the newest candles of every watched asset, then the
 * rankings, then what was missed longer ago.
 *
 * Errors: the broker's, when it cannot be reached; what it refuses for one asset is only logged.
 */
export async function feedPass(pass: Pass): Promise<void> {
  const { db, desk, budget, nowMs, signal } = pass;
  if ((await assetsAgeMs(db, nowMs)) > LIST_FRESH_MS) {
    await budget.turn(signal);
    await desk.ask(async (session) => saveAssets(db, await session.assets()));
  }
  const assets = await watchedAssets(db, { most: MOST_ASSETS, nowMs });
  const how = (asset: StoredAsset) => ({ asset, isThorough: isThoroughFor(pass, asset) });
  await forEach(pass, { assets, work: (asset) => freshen(pass, how(asset)) });
  await rankMarket(pass, assets);
  const before = pass.budget.taken;
  await forEach(pass, { assets, work: (asset) => backfill(pass, how(asset)) });
  if (pass.budget.taken > before) await rankMarket(pass, assets);
}

/** Once an hour each asset is looked at thoroughly, each in another minute. */
function isThoroughFor({ isThorough, nowMs }: Pass, asset: StoredAsset): boolean {
  return isThorough || Math.floor(nowMs / MINUTE_MS) % 60 === asset.id % 60;
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
