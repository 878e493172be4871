import type { Candle, EpochMs } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { saveAssets } from '#io/market/assets.ts';
import { saveCandles } from '#io/market/candle-store.ts';
import { candlesOf } from './colours.ts';
import { randomColours } from './random-colours.ts';

/** Open assets with candles by the toss of a coin, from a seed; every asset has every candle of the stretch. */
export async function saveFairMarket(
  db: Database,
  { assets, fromMs, minutes }: { assets: readonly string[]; fromMs: EpochMs; minutes: number },
): Promise<Map<string, number>> {
  await saveAssets(db, assets.map(openAsset));
  const rows = await db.selectFrom('asset').select(['id', 'ticker']).execute();
  const ids = new Map(rows.map(({ id, ticker }) => [ticker, id]));
  for (const [seed, ticker] of assets.entries()) {
    const candles = fairCandles({ seed, fromMs, minutes });
    await saveCandles(db, { assetId: ids.get(ticker)!, timeframeSeconds: 60, candles });
  }
  return ids;
}

export function fairCandles({ seed, fromMs, minutes }: { seed: number; fromMs: EpochMs; minutes: number }): Candle[] {
  return candlesOf(randomColours({ seed, length: minutes, dojiShare: 0.02, missingShare: 0 }), { startMs: fromMs });
}

function openAsset(ticker: string, at: number): Parameters<typeof saveAssets>[1][number] {
  const kind = { category: 'forex', isOtc: ticker.endsWith('-OTC'), isOpen: true, schedule: [] } as const;
  return { brokerAssetId: at + 1, ticker, payoutRatio: 0.8 + 0.01 * (at % 10), ...kind };
}
