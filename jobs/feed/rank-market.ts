import { setImmediate as turn } from 'node:timers/promises';
import { type EpochMs, MINUTE_MS } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import type { StoredAsset } from '#io/market/assets.ts';
import { type RankingRow, rankingKey, saveRanking, WARM_RANKINGS } from '#io/market/ranking.ts';
import { rankAsset } from '../rank-asset.ts';

/** Counts every strategy on every asset for each ranking that is kept ready, and stores them. */
export async function rankMarket(
  { db, nowMs, signal }: { db: Database; nowMs: EpochMs; signal: AbortSignal },
  assets: readonly StoredAsset[],
): Promise<void> {
  const candlesUntilMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  for (const question of WARM_RANKINGS) {
    const rows: RankingRow[] = [];
    for (const asset of assets) {
      signal.throwIfAborted();
      rows.push(...(await rankAsset(db, { asset, question, nowMs })));
      // Some milliseconds an asset; whoever has a question is answered in between.
      await turn();
    }
    await saveRanking(db, rankingKey(question), { candlesUntilMs, computedAtMs: Date.now(), rows });
  }
}
