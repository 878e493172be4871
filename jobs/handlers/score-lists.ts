import { DAY_MS, type EpochMs, HORIZONS } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { listsToScore, readScores, recordScore } from '#io/db/list-scores.ts';
import type { KeptList } from '#io/db/lists.ts';
import { findAsset } from '#io/market/assets.ts';
import { missingRanges } from '#io/market/candle-gaps.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import { judgedRange, type RowToScore, scoreRow, unscored } from '#io/market/score-row.ts';
import { SETTLED_AFTER_MS } from '../keep-list.ts';
import type { RoutineParts, Tools } from '../tools.ts';

/** Candles that have not come by then will not come: the score says so instead of waiting for ever. */
const GIVE_UP_AFTER_MS = 7 * DAY_MS;

/** Scores every row whose time has come, by the candles that came after its list. */
export async function scoreLists(tools: Pick<Tools, 'db' | 'desk' | 'nowMs'>, { log }: Pick<RoutineParts, 'log'>) {
  const nowMs = tools.nowMs();
  const tally = { scored: 0, without: 0, waiting: 0 };
  for (const list of await listsToScore(tools.db)) {
    for (const row of await openRows(tools.db, list)) {
      const { toMs } = judgedRange(row);
      if (toMs + SETTLED_AFTER_MS > nowMs) continue;
      const isWhole = await hasCandles(tools, { row, nowMs }).catch((error) => {
        log.warn({ err: error, seq: list.seq }, 'candles to score a list by did not come yet');
        return false;
      });
      if (!isWhole && toMs + GIVE_UP_AFTER_MS > nowMs) {
        tally.waiting += 1;
        continue;
      }
      const score = isWhole ? await scoreRow(tools.db, row) : unscored(row);
      await recordScore(tools.db, { score, listHash: list.hash, nowMs });
      tally[isWhole ? 'scored' : 'without'] += 1;
    }
  }
  log.info(tally, 'lists scored');
}

async function openRows(db: Database, list: KeptList): Promise<RowToScore[]> {
  const scores = await readScores(db, { fromSeq: list.seq, toSeq: list.seq });
  const done = new Set(scores.map(({ row, horizon }) => `${row} ${horizon}`));
  return list.rows.flatMap((_, place) =>
    HORIZONS.filter((horizon) => !done.has(`${place} ${horizon}`)).map((horizon) => ({ list, place, horizon })),
  );
}

/** Whether every candle of the horizon is here or known not to exist; asks the broker for what is neither. */
async function hasCandles(
  { db, desk }: Pick<Tools, 'db' | 'desk'>,
  { row, nowMs }: { row: RowToScore; nowMs: EpochMs },
): Promise<boolean> {
  const asset = await findAsset(db, row.list.rows[row.place]!.ticker);
  if (asset === null) return false;
  const range = judgedRange(row);
  const isWhole = async () => (await missingRanges(db, { assetId: asset.id, nowMs, ...range })).length === 0;
  if (await isWhole()) return true;
  if (desk === null) return false;
  await ensureCandles({ db, asset, nowMs, withSession: desk.ask, ...range });
  return isWhole();
}
