import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import {
  AppError,
  type CatalogQuery,
  canonicalText,
  type LedgerValue,
  type Reading,
  type TimeRange,
} from '#engine/index.ts';
import type { Database } from './database.ts';
import { toJsonb } from './json.ts';
import type { ResultTable } from './tables.ts';

/** All that decides a catalog's figures; equal contents are one result. */
export interface ResultContent {
  readonly query: CatalogQuery;
  /** Candles that were looked at. */
  readonly range: TimeRange;
  readonly reading: Reading;
  readonly strategyVersion: number;
  /** Of candleHash. */
  readonly candleHash: string;
  /** What was said of them, without anything that belongs to one person. */
  readonly facts: unknown;
}

/** A catalog that was answered. */
export interface Result extends ResultContent {
  readonly id: string;
  readonly createdAtMs: number;
}

/** A result before it is kept: its id stands in the answer that is kept with it. */
export interface NewResult extends ResultContent {
  readonly id: string;
  readonly contentHash: string;
}

/** No letter that is mistaken for a digit when read aloud or copied by hand. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID_LETTERS = 8;
const ID_BYTES = (ID_LETTERS * 5) / 8;
/** A hash holds six ids one after the other: more than any two results will ever share. */
const TRIES = 6;

/** Lower-case hex of the SHA-256 over the colour codes, a missing candle being one of them. */
export function candleHash(colours: Uint8Array): string {
  return createHash('sha256').update(colours).digest('hex');
}

/** Names a result after its content: eight letters, more of the hash where another result has them already. */
export async function nameResult(db: Database, content: ResultContent): Promise<NewResult> {
  const hash = createHash('sha256')
    .update(canonicalText(plain(content)))
    .digest();
  const contentHash = hash.toString('hex');
  const ids = Array.from({ length: TRIES }, (_, at) => lettersOf(hash.subarray(at * ID_BYTES, (at + 1) * ID_BYTES)));
  const rows = await db.selectFrom('result').select(['id', 'content_hash']).where('id', 'in', ids).execute();
  const taken = new Set(rows.filter((row) => row.content_hash !== contentHash).map(({ id }) => id));
  const id = ids.find((one) => !taken.has(one));
  if (id === undefined) throw new AppError('INTERNAL', { message: `No id is free for result "${contentHash}".` });
  return { ...content, id, contentHash };
}

/**
 * Keeps a result, in the transaction of its answer; the same one twice is kept once.
 * Errors: INTERNAL when another result took the id since it was named.
 */
export async function keepResult(
  db: Database,
  { result, pictureHash }: { result: NewResult; pictureHash: string },
): Promise<void> {
  await db
    .insertInto('result')
    .values({
      id: result.id,
      content_hash: result.contentHash,
      query: toJsonb(result.query),
      from_ms: result.range.fromMs,
      to_ms: result.range.toMs,
      reading: toJsonb(result.reading),
      strategy_version: result.strategyVersion,
      candle_hash: result.candleHash,
      facts: toJsonb(result.facts),
      picture_hash: pictureHash,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db.selectFrom('result').select('content_hash').where('id', '=', result.id).executeTakeFirst();
  if (row?.content_hash !== result.contentHash) {
    throw new AppError('INTERNAL', { message: `Result "${result.id}" is another one.` });
  }
}

/** By its id as people write it: in any case, with or without the `#`, O for 0 and I or L for 1. */
export async function findResult(db: Database, typed: string): Promise<Result | null> {
  const id = readResultId(typed);
  if (id === null) return null;
  const row = await db.selectFrom('result').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toResult(row);
}

/** A result as one person was given it. */
export interface PastResult {
  readonly resultId: string;
  readonly query: CatalogQuery;
  readonly pictureHash: string;
  readonly atMs: number;
}

/** What a person was answered, newest first, each result once; with resultId only that one. */
export async function pastResults(
  db: Database,
  page: { telegramId: number; skip: number; most: number; resultId?: string },
): Promise<PastResult[]> {
  const { rows } = await sql<{ id: string; query: CatalogQuery; picture: string; at: Date }>`
    select * from (
      select distinct on (result.id) result.id, result.query, request.result ->> 'pictureHash' as picture,
        request.finished_at as at
      from request join result on result.id = request.result -> 'facts' ->> 'resultId'
      where request.telegram_id = ${page.telegramId} and request.kind = 'catalog' and request.state = 'done'
        and (${page.resultId ?? null}::text is null or result.id = ${page.resultId ?? null})
      order by result.id, request.created_at desc
    ) as mine
    order by at desc, id
    limit ${page.most} offset ${page.skip}`.execute(db);
  return rows.map(({ id, query, picture, at }) => ({ resultId: id, query, pictureHash: picture, atMs: at.getTime() }));
}

/** The id in what was typed; null when that cannot be one. */
export function readResultId(typed: string): string | null {
  const letters = typed.trim().replace(/^#/, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  const isId = letters.length === ID_LETTERS && [...letters].every((letter) => ALPHABET.includes(letter));
  return isId ? letters : null;
}

function lettersOf(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from(
    { length: ID_LETTERS },
    (_, at) => ALPHABET[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)],
  ).join('');
}

/** As it comes back from the database. */
function plain(content: ResultContent): LedgerValue {
  return JSON.parse(toJsonb(content)) as LedgerValue;
}

function toResult(row: Selectable<ResultTable>): Result {
  return {
    id: row.id,
    query: row.query as CatalogQuery,
    range: { fromMs: row.from_ms, toMs: row.to_ms },
    reading: row.reading as Reading,
    strategyVersion: row.strategy_version,
    candleHash: row.candle_hash,
    facts: row.facts,
    createdAtMs: row.created_at.getTime(),
  };
}
