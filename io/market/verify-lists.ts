import { isDeepStrictEqual } from 'node:util';
import { CHAIN_START, DAY_MS, type EpochMs, HORIZONS, timeframeSeconds, verifyChain } from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { type KeptScore, readScores, scoreHash } from '../db/list-scores.ts';
import {
  candleHashOf,
  type KeptList,
  type ListRow,
  listEntry,
  misspelledLists,
  readLists,
  sha256,
} from '../db/lists.ts';
import { findAsset } from './assets.ts';
import { STORED_TIMEFRAME } from './candle-store.ts';
import { countRow } from './list-row.ts';
import { strategyOf } from './recount.ts';
import { judgedRange, scoreRow, unscored } from './score-row.ts';

export interface Verified {
  readonly lists: number;
  readonly scores: number;
  /** Scores that are still to come. */
  readonly awaited: number;
  /** Rows and scores that are sealed but not counted again: written on unsettled candles, older than the stored ones, or redefined since. */
  readonly uncountable: number;
  /** The newest list looked at; its hash seals all before it. null: there is none. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  /** The first list that is not as it was sealed, and what is wrong in one English line. */
  readonly broken: { readonly seq: number; readonly what: string } | null;
}

const LISTS_AT_ONCE = 100;

/**
 * Recomputes the chain from a list on, and every figure and score from the stored candles; stops at the first thing
 * that is not as it was sealed. A start in the middle trusts the hash before it.
 *
 * @NOTE A cut-off end does not show: compare the head with a seal that was published.
 */
export async function verifyLists(db: Database, { fromSeq = 1 }: { fromSeq?: number } = {}): Promise<Verified> {
  const found = { lists: 0, scores: 0, awaited: 0, uncountable: 0, head: null as Verified['head'] };
  const [before] = await readLists(db, { fromSeq: fromSeq - 1, limit: 1 });
  const countable = createCountable(db);
  if (fromSeq > 1 && before?.seq !== fromSeq - 1) {
    return { ...found, broken: { seq: fromSeq - 1, what: 'it is not there, so nothing can be checked against it' } };
  }
  let previous = { seq: fromSeq - 1, hash: fromSeq > 1 ? before!.hash : CHAIN_START };
  for (;;) {
    const lists = await readLists(db, { fromSeq: previous.seq + 1, limit: LISTS_AT_ONCE });
    if (lists.length === 0) return { ...found, broken: null };
    const range = { fromSeq: lists[0]!.seq, toSeq: lists.at(-1)!.seq };
    const misspelled = await misspelledLists(db, range);
    const scoresOf = Map.groupBy(await readScores(db, range), ({ seq }) => seq);
    for (const list of lists) {
      const { seq, hash } = list;
      const scores = scoresOf.get(seq) ?? [];
      const what = misspelled.has(seq)
        ? 'its data is not spelled as it was sealed'
        : (brokenSeal(list, previous) ??
          (await brokenFigure(db, { list, countable })) ??
          (await brokenScore(db, { list, scores, countable })));
      if (what !== null) return { ...found, broken: { seq, what } };
      found.lists += 1;
      found.scores += scores.length;
      found.awaited += list.rows.length * HORIZONS.length - scores.length;
      found.uncountable = countable.refused();
      found.head = { seq, hash };
      previous = { seq, hash };
    }
  }
}

function brokenSeal(list: KeptList, previous: { seq: number; hash: string }): string | null {
  if (list.seq !== previous.seq + 1) return `list ${previous.seq + 1} is missing before it`;
  if (list.previousHash !== previous.hash) return 'it does not follow the list before it';
  const check = verifyChain({
    links: [{ entry: listEntry(list), hash: list.hash }],
    sha256,
    previousHash: previous.hash,
  });
  return check.kind === 'intact' ? null : 'it is not what was sealed';
}

async function brokenFigure(db: Database, { list, countable }: { list: KeptList; countable: Countable }) {
  if (list.candleHash !== candleHashOf(list.rows)) return 'the hash of its candles is not that of its rows';
  const { candlesUntilMs, parameters } = list;
  for (const row of list.rows) {
    const { fromMs, isFinal } = row;
    if (!(await countable.has({ list, row, fromMs, isFinal }))) continue;
    const recounted = await countRow(db, { shown: row, question: parameters.question, candlesUntilMs, fromMs });
    const name = nameOf(row);
    if (recounted.candleHash !== row.candleHash) return `${name}: the candles it was counted on have changed`;
    if (!isDeepStrictEqual({ ...recounted, isFinal }, row))
      return `${name}: its figures do not come out of its candles`;
  }
  return null;
}

async function brokenScore(
  db: Database,
  { list, scores, countable }: { list: KeptList; scores: readonly KeptScore[]; countable: Countable },
): Promise<string | null> {
  for (const { hash, createdAtMs, ...score } of scores) {
    const { row: place, horizon, state } = score;
    const row = list.rows[place];
    if (row === undefined) return `a score of row ${place + 1}, which it does not have`;
    const name = `${nameOf(row)}, the ${horizon} after`;
    if (scoreHash({ ...score, createdAtMs }, list.hash) !== hash) return `${name}: the score is not what was sealed`;
    const request = { list, place, horizon };
    const { fromMs } = judgedRange(request);
    const isFinal = state === 'scored';
    const isCountable = isFinal && (await countable.has({ list, row, fromMs, isFinal }));
    if (isFinal && !isCountable) continue;
    const recounted = isCountable ? await scoreRow(db, request) : unscored(request);
    if (recounted.candleHash !== score.candleHash) return `${name}: the candles it was scored by have changed`;
    if (!isDeepStrictEqual(recounted, score)) return `${name}: the score does not come out of its candles`;
  }
  return null;
}

function nameOf({ ticker, strategyId }: ListRow): string {
  return `${strategyId} on ${ticker}`;
}

/** Tells what can be counted again, and counts what cannot. */
interface Countable {
  has(what: { list: KeptList; row: ListRow; fromMs: EpochMs; isFinal: boolean }): Promise<boolean>;
  refused(): number;
}

function createCountable(db: Database): Countable {
  const oldestMs = new Map<string, Promise<EpochMs>>();
  let refused = 0;
  return {
    async has({ list, row, fromMs, isFinal }) {
      const { timeframe } = list.parameters.question;
      const oldest = oldestMs.get(row.ticker) ?? oldestCandleMs(db, row.ticker);
      oldestMs.set(row.ticker, oldest);
      const isRedefined = strategyOf({ timeframe, strategyId: row.strategyId }).version !== row.strategyVersion;
      const isThere = isFinal && !isRedefined && fromMs >= (await oldest);
      if (!isThere) refused += 1;
      return isThere;
    },
    refused: () => refused,
  };
}

/** Candles are not kept for ever. Where there is none at all, none is too old. */
async function oldestCandleMs(db: Database, ticker: string): Promise<EpochMs> {
  const asset = await findAsset(db, ticker);
  const { day } = await db
    .selectFrom('candle_chunk')
    .select(({ fn }) => fn.min('day').as('day'))
    .where('asset_id', '=', asset?.id ?? 0)
    .where('timeframe_seconds', '=', timeframeSeconds(STORED_TIMEFRAME))
    .executeTakeFirstOrThrow();
  return day === null ? 0 : day * DAY_MS;
}
