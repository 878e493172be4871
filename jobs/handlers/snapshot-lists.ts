import { setImmediate as turn } from 'node:timers/promises';
import { type EpochMs, FIRST_TOP, HOUR_MS, type TopQuestion, topOf } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import type { StoredAsset } from '#io/market/assets.ts';
import { missingRanges } from '#io/market/candle-gaps.ts';
import { type RankingQuestion, type RankingRow, WARM_RANKINGS } from '#io/market/ranking.ts';
import { watchedAssets } from '#io/market/watched.ts';
import { keepList, SETTLED_AFTER_MS } from '../keep-list.ts';
import { rankAsset } from '../rank-asset.ts';
import type { RoutineParts, Tools } from '../tools.ts';

const MOST_ASSETS = 50;
const MOST_ROWS = 5;
/** The owner's strategy, and the best of all. */
const STRATEGIES = [FIRST_TOP.strategyId, null];

/**
 * Enters what /top said at the last full hour into the ledger. It comes a little after the hour, when the broker has
 * corrected what it will correct; what judges the list begins later still.
 */
export async function snapshotLists({ db, nowMs }: Pick<Tools, 'db' | 'nowMs'>, { log }: Pick<RoutineParts, 'log'>) {
  const atMs = nowMs();
  const candlesUntilMs = Math.floor((atMs - SETTLED_AFTER_MS) / HOUR_MS) * HOUR_MS;
  const assets = await freshAssets(db, { candlesUntilMs, nowMs: atMs });
  const byTicker = new Map(assets.map((asset) => [asset.ticker, asset]));
  let kept = 0;
  for (const ranking of WARM_RANKINGS) {
    const computed = await countAll(db, { assets, ranking, candlesUntilMs });
    for (const strategyId of STRATEGIES) {
      const question: TopQuestion = { ...FIRST_TOP, ...ranking, strategyId };
      const { rows, tried, passed } = topOf(computed, { question, assets: byTicker });
      const parameters = { question, tried, passed };
      const list = { kind: 'top', parameters, candlesUntilMs, nowMs: atMs, rows: rows.slice(0, MOST_ROWS) } as const;
      if ((await keepList(db, list)) !== null) kept += 1;
    }
  }
  log.info({ kept, assets: assets.length }, 'lists kept');
}

/** The assets /top shows, as far as the feed has kept up with them: stale ones would come as news. */
async function freshAssets(
  db: Database,
  { candlesUntilMs, nowMs }: { candlesUntilMs: EpochMs; nowMs: EpochMs },
): Promise<StoredAsset[]> {
  const fresh: StoredAsset[] = [];
  for (const asset of await watchedAssets(db, { most: MOST_ASSETS, nowMs })) {
    const range = { fromMs: candlesUntilMs - HOUR_MS, toMs: candlesUntilMs };
    if ((await missingRanges(db, { assetId: asset.id, nowMs, ...range })).length === 0) fresh.push(asset);
  }
  return fresh;
}

async function countAll(
  db: Database,
  request: { assets: readonly StoredAsset[]; ranking: RankingQuestion; candlesUntilMs: EpochMs },
): Promise<RankingRow[]> {
  const rows: RankingRow[] = [];
  for (const asset of request.assets) {
    rows.push(...(await rankAsset(db, { asset, question: request.ranking, nowMs: request.candlesUntilMs })));
    await turn();
  }
  return rows;
}
