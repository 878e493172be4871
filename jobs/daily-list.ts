import { setImmediate as turn } from 'node:timers/promises';
import { type TopFigures, topFigures } from '#bot/views/top-facts.ts';
import { type EpochMs, MINUTE_MS, type TopQuestion, topKey, topOf } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { keepResult, nameResult, topContent } from '#io/db/results.ts';
import { openAssets, type StoredAsset } from '#io/market/assets.ts';
import { type RankingRow, rankingKey } from '#io/market/ranking.ts';
import { keepList, SETTLED_AFTER_MS } from './keep-list.ts';
import { rankAsset } from './rank-asset.ts';

const MOST_ASSETS = 50;
/** Lists of one quarter of an hour rest on the same candles, so that whoever asks the same gets the same. */
const SLOT_MS = 15 * MINUTE_MS;

/** A list with its name, or why there is none. */
export type DailyList = { readonly figures: TopFigures; readonly resultId: string } | 'no-candles' | 'filters';

/** The list to a question; asked twice it is worked out once. What it shows is in the ledger before it is handed out. */
export type DailyLists = (question: TopQuestion) => Promise<DailyList>;

/** Lists as of one moment, from stored candles that the broker corrects no more. Nothing is fetched for them. */
export function createDailyLists(db: Database, nowMs: EpochMs): DailyLists {
  const candlesUntilMs = Math.floor((nowMs - SETTLED_AFTER_MS) / SLOT_MS) * SLOT_MS;
  const lists = new Map<string, Promise<DailyList>>();
  const counted = new Map<string, Promise<RankingRow[]>>();
  const assets = openAssets(db, MOST_ASSETS);

  return (question) => once(lists, topKey(question), () => listOf(question));

  async function listOf(question: TopQuestion): Promise<DailyList> {
    const all = await assets;
    const computed = await once(counted, rankingKey(question), () => countAll(all, question));
    const ranked = topOf(computed, { question, assets: new Map(all.map((asset) => [asset.ticker, asset])) });
    if (ranked.rows.length === 0) return ranked.tried === 0 || ranked.sparse.length > 0 ? 'no-candles' : 'filters';
    const looked = { done: all.length, total: all.length, withoutCandles: 0 };
    const figures = topFigures(ranked, { question, ...looked, candlesUntilMs });
    const { tried, passed, rows } = figures;
    await keepList(db, { kind: 'daily', parameters: { question, tried, passed }, candlesUntilMs, rows, nowMs });
    const result = await nameResult(db, topContent(figures));
    await keepResult(db, { result });
    return { figures, resultId: result.id };
  }

  async function countAll(all: readonly StoredAsset[], question: TopQuestion): Promise<RankingRow[]> {
    const rows: RankingRow[] = [];
    for (const asset of all) {
      rows.push(...(await rankAsset(db, { asset, question, nowMs: candlesUntilMs })));
      await turn();
    }
    return rows;
  }
}

function once<Value>(kept: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const there = kept.get(key);
  if (there !== undefined) return there;
  const made = make();
  kept.set(key, made);
  return made;
}
