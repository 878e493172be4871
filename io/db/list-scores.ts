import { type Selectable, sql } from 'kysely';
import {
  chainHash,
  type EpochMs,
  HORIZONS,
  type Horizon,
  type JudgedRow,
  type LedgerValue,
  type Ratio,
  type TimeRange,
} from '#engine/index.ts';
import type { Database } from './database.ts';
import { type KeptList, readLists, sha256 } from './lists.ts';
import type { ListScoreTable } from './tables.ts';

/** What came of one row of a list. */
export interface ListScore {
  readonly seq: number;
  /** Place in the list, from 0. */
  readonly row: number;
  readonly horizon: Horizon;
  /** no_candles: they never came; then nothing was counted. */
  readonly state: 'scored' | 'no_candles';
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
  readonly predictedRatio: Ratio;
  readonly coinRatio: Ratio;
  readonly breakEvenRatio: Ratio | null;
  readonly beats: boolean;
  readonly wins: number;
  readonly n: number;
  /** null when nothing was played. */
  readonly brier: number | null;
  readonly coinBrier: number | null;
  readonly candleHash: string;
}

/** A score as it stands in the ledger. */
export interface KeptScore extends ListScore {
  readonly createdAtMs: EpochMs;
  readonly hash: string;
}

/** Adds a score, sealed by the hash of its list. One that is there already stays as it is. */
export async function recordScore(
  db: Database,
  { score, listHash, nowMs }: { score: ListScore; listHash: string; nowMs: EpochMs },
): Promise<void> {
  const hash = scoreHash({ ...score, createdAtMs: nowMs }, listHash);
  await db
    .insertInto('list_score')
    .values({
      ...{ seq: score.seq, row: score.row, horizon: score.horizon, state: score.state, hash },
      ...{ scored_from: score.fromMs, scored_until: score.untilMs, wins: score.wins, n: score.n, beats: score.beats },
      ...{ predicted_ratio: score.predictedRatio, coin_ratio: score.coinRatio },
      ...{ break_even_ratio: score.breakEvenRatio, brier: score.brier, coin_brier: score.coinBrier },
      ...{ candle_hash: score.candleHash, created_at: new Date(nowMs) },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What the seal of a score covers: every field of it, and through its list's hash the prediction. */
export function scoreHash(score: Omit<KeptScore, 'hash'>, listHash: string): string {
  return chainHash({ previousHash: listHash, entry: { ...score } satisfies LedgerValue, sha256 });
}

/** Scores of the lists numbered fromSeq to toSeq, in order. */
export async function readScores(
  db: Database,
  { fromSeq, toSeq }: { fromSeq: number; toSeq: number },
): Promise<KeptScore[]> {
  const rows = await db
    .selectFrom('list_score')
    .selectAll()
    .where('seq', '>=', fromSeq)
    .where('seq', '<=', toSeq)
    .orderBy('seq')
    .orderBy('row')
    .orderBy('horizon')
    .execute();
  return rows.map(fromRow);
}

/** A list of a stretch of days, and how many of its rows have been judged by the day that came after. */
export interface ListProgress {
  readonly seq: number;
  readonly createdAtMs: EpochMs;
  readonly rows: number;
  readonly judged: number;
}

/** Lists written in [fromMs, toMs). */
export async function readListProgress(db: Database, { fromMs, toMs }: TimeRange): Promise<ListProgress[]> {
  const { rows } = await sql<Omit<ListProgress, 'createdAtMs'> & { createdAt: Date }>`
    select seq, created_at as "createdAt", json_array_length(rows) as rows,
      (select count(*) from list_score where list_score.seq = list.seq and horizon = 'day') as judged
    from list
    where created_at >= ${new Date(fromMs)} and created_at < ${new Date(toMs)}
    order by seq`.execute(db);
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAtMs: createdAt.getTime() }));
}

/** A judged row, and the list it stood in. */
export interface RowOfRecord extends JudgedRow {
  readonly horizon: Horizon;
  /** When its list was written. */
  readonly createdAtMs: EpochMs;
}

/** Every judged row of the lists written in [fromMs, toMs), in order. */
export async function readJudgedRows(db: Database, { fromMs, toMs }: TimeRange): Promise<RowOfRecord[]> {
  const { rows } = await sql<Omit<RowOfRecord, 'createdAtMs'> & { createdAt: Date }>`
    select shown.row ->> 'ticker' as ticker, shown.row ->> 'strategyId' as "strategyId", horizon,
      scored_from as "fromMs", scored_until as "toMs", predicted_ratio as "predictedRatio", coin_ratio as "coinRatio",
      break_even_ratio as "breakEvenRatio", beats, wins, n, list.created_at as "createdAt"
    from list
    cross join lateral json_array_elements(list.rows) with ordinality as shown (row, place)
    join list_score on list_score.seq = list.seq and list_score.row = shown.place - 1
    where list.created_at >= ${new Date(fromMs)} and list.created_at < ${new Date(toMs)} and state = 'scored'
    order by list.seq, list_score.row, horizon`.execute(db);
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAtMs: createdAt.getTime() }));
}

/** Lists with rows that nobody has scored yet, oldest first. */
export async function listsToScore(db: Database): Promise<KeptList[]> {
  const { rows } = await sql<{ seq: number }>`
    select seq from list
    where (select count(*) from list_score where list_score.seq = list.seq)
      < json_array_length(rows) * ${HORIZONS.length}
    order by seq`.execute(db);
  const lists: KeptList[] = [];
  for (const { seq } of rows) lists.push(...(await readLists(db, { fromSeq: seq, limit: 1 })));
  return lists;
}

function fromRow(row: Selectable<ListScoreTable>): KeptScore {
  return {
    seq: row.seq,
    row: row.row,
    horizon: row.horizon as Horizon,
    state: row.state as ListScore['state'],
    fromMs: row.scored_from,
    untilMs: row.scored_until,
    predictedRatio: row.predicted_ratio,
    coinRatio: row.coin_ratio,
    breakEvenRatio: row.break_even_ratio,
    beats: row.beats,
    wins: row.wins,
    n: row.n,
    brier: row.brier,
    coinBrier: row.coin_brier,
    candleHash: row.candle_hash,
    createdAtMs: row.created_at.getTime(),
    hash: row.hash,
  };
}
