import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import {
  CHAIN_START,
  canonicalText,
  chainHash,
  type EpochMs,
  type LedgerValue,
  type Ratio,
  type Tally,
  type TopQuestion,
} from '#engine/index.ts';
import type { Database } from './database.ts';
import type { ListTable } from './tables.ts';

/** top: what /top showed at a full hour. daily: what was sent to whoever asked for it. */
export type ListKind = 'top' | 'daily';

/** What was asked, and out of how many combinations these rows were picked. */
export interface ListParameters {
  readonly question: TopQuestion;
  readonly tried: number;
  readonly passed: number;
}

/** One row as it was shown: a prediction, and all it takes to count it again. */
export interface ListRow {
  readonly ticker: string;
  readonly strategyId: string;
  readonly strategyVersion: number;
  /** The candles it was counted on open in [fromMs, the list's candlesUntilMs). */
  readonly fromMs: EpochMs;
  readonly candleHash: string;
  /** No candle of it could still come or be corrected: whoever counts it again must find the same. */
  readonly isFinal: boolean;
  readonly counts: Tally;
  readonly dojiRatio: Ratio;
  /** Net profit per unit staked; null: the broker did not say. */
  readonly payoutRatio: number | null;
  /** The rate that was shown: won cycles of all with a result. */
  readonly predictedRatio: Ratio;
  readonly coinRatio: Ratio;
  readonly breakEvenRatio: Ratio | null;
  /** It was marked as above break-even after correction. */
  readonly beats: boolean;
}

export interface NewList {
  readonly kind: ListKind;
  readonly parameters: ListParameters;
  readonly candlesUntilMs: EpochMs;
  readonly rows: readonly ListRow[];
  readonly nowMs: EpochMs;
}

/** A list as it stands in the ledger. */
export interface KeptList extends Omit<NewList, 'nowMs'> {
  readonly seq: number;
  readonly candleHash: string;
  readonly createdAtMs: EpochMs;
  readonly previousHash: string;
  readonly hash: string;
}

/** One number for everybody who adds a list, in any process: the chain must not fork. */
const LOCK_KEY = 7_245_004;

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Adds a list to the ledger. The same list (kind, parameters, candles) is there once: giving it again answers the first.
 *
 * @NOTE Until the caller's transaction ends nobody else can add one. Give it the rows finished (io/market/list-row.ts).
 */
export async function recordList(tx: Database, list: NewList): Promise<KeptList> {
  await sql`select pg_advisory_xact_lock(${LOCK_KEY})`.execute(tx);
  const there = await findSame(tx, list);
  if (there !== null) return there;
  const last = await tx.selectFrom('list').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const { nowMs, ...rest } = list;
  const unsealed = {
    ...rest,
    seq: (last?.seq ?? 0) + 1,
    candleHash: candleHashOf(list.rows),
    createdAtMs: nowMs,
    previousHash: last?.hash ?? CHAIN_START,
  };
  const kept = { ...unsealed, hash: chainHash({ ...unsealed, entry: listEntry(unsealed), sha256 }) };
  await tx.insertInto('list').values(toRow(kept)).execute();
  return kept;
}

/** What the chain seals of a list. */
export function listEntry(list: Omit<KeptList, 'previousHash' | 'hash'>): LedgerValue {
  const { seq, kind, parameters, candleHash, candlesUntilMs, rows, createdAtMs } = list;
  return toLedger({ seq, kind, parameters, candleHash, candlesUntilMs, rows, createdAtMs });
}

/** One hash for the candles of all rows. */
export function candleHashOf(rows: readonly Pick<ListRow, 'candleHash'>[]): string {
  return sha256(rows.map(({ candleHash }) => candleHash).join('\n'));
}

/** Lists from a number on, oldest first. */
export async function readLists(
  db: Database,
  { fromSeq, limit }: { fromSeq: number; limit: number },
): Promise<KeptList[]> {
  const rows = await selectLists(db).where('seq', '>=', fromSeq).orderBy('seq').limit(limit).execute();
  return rows.map(fromRow);
}

/** The newest list: its hash seals all before it. null: there is none yet. */
export async function lastList(db: Database): Promise<KeptList | null> {
  const row = await selectLists(db).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

async function findSame(db: Database, { kind, parameters, candlesUntilMs }: NewList): Promise<KeptList | null> {
  const row = await selectLists(db)
    .where('kind', '=', kind)
    .where('candles_until', '=', candlesUntilMs)
    .where(sql`parameters::text`, '=', canonicalText(toLedger(parameters)))
    .executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** Lists whose data is not spelled as it was sealed: somebody changed it, even if it means the same. */
export async function misspelledLists(
  db: Database,
  { fromSeq, toSeq }: { fromSeq: number; toSeq: number },
): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('list')
    .select(['seq', sql<string>`parameters::text`.as('parameters'), sql<string>`rows::text`.as('rows')])
    .where('seq', '>=', fromSeq)
    .where('seq', '<=', toSeq)
    .execute();
  const isSpelled = (text: string) => canonicalText(JSON.parse(text)) === text;
  return new Set(rows.filter((row) => !isSpelled(row.parameters) || !isSpelled(row.rows)).map(({ seq }) => seq));
}

function selectLists(db: Database) {
  return db.selectFrom('list').selectAll();
}

function toRow(list: KeptList) {
  return {
    seq: list.seq,
    kind: list.kind,
    parameters: canonicalText(toLedger(list.parameters)),
    candle_hash: list.candleHash,
    candles_until: list.candlesUntilMs,
    rows: canonicalText(toLedger(list.rows)),
    previous_hash: list.previousHash,
    hash: list.hash,
    created_at: new Date(list.createdAtMs),
  };
}

function fromRow(row: Selectable<ListTable>): KeptList {
  return {
    seq: row.seq,
    kind: row.kind as ListKind,
    parameters: row.parameters as ListParameters,
    candleHash: row.candle_hash,
    candlesUntilMs: row.candles_until,
    rows: row.rows as ListRow[],
    previousHash: row.previous_hash,
    hash: row.hash,
    createdAtMs: row.created_at.getTime(),
  };
}

/** Interfaces are plain data too; the type of the ledger's values cannot see that. */
function toLedger(value: object): LedgerValue {
  return value as LedgerValue;
}
