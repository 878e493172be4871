import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import {
  AppError,
  type CatalogQuery,
  type CheckQuery,
  canonicalText,
  DEFAULT_READING,
  type EpochMs,
  type LedgerValue,
  type Reading,
  type TimeRange,
  type TimesQuery,
  type TopQuestion,
} from '#engine/index.ts';
import { dailyResultId } from './daily-campaign.ts';
import type { Database } from './database.ts';
import { toJsonb } from './json.ts';
import type { ResultTable } from './tables.ts';

/** All that decides the figures of an answer; equal contents are one result. */
export type ResultContent = CatalogContent | TimesContent | TopContent | CheckContent;

interface Content {
  /** Candles that were looked at. */
  readonly range: TimeRange;
  readonly reading: Reading;
  /** What was said of them, without anything that belongs to one person. */
  readonly facts: unknown;
}

export interface CatalogContent extends Content {
  readonly kind: 'catalog';
  readonly query: CatalogQuery;
  readonly strategyVersion: number;
  /** Of candleHash. */
  readonly candleHash: string;
}

/** A catalog by time of the day. */
export interface TimesContent extends Content {
  readonly kind: 'times';
  readonly query: TimesQuery;
  /** Of the way times are picked. */
  readonly strategyVersion: number;
  /** Of candleHash. */
  readonly candleHash: string;
}

/** A list of signals, checked. What stood in lines that are none belongs to its person and is not kept here. */
export interface CheckContent extends Content {
  readonly kind: 'check';
  readonly query: CheckQuery;
  /** Of the way a list is scored. */
  readonly strategyVersion: number;
  /** Of candleHash, over the candles of each signal that had ended, one signal after the other. */
  readonly candleHash: string;
}

/** A list of the best. Which definitions and figures its rows have is in the facts. */
export interface TopContent extends Content {
  readonly kind: 'top';
  readonly query: TopQuestion;
  readonly strategyVersion: null;
  readonly candleHash: null;
}

/** A list as what decides it: whatever candles there were before a moment. */
export function topContent(facts: { readonly question: TopQuestion; readonly candlesUntilMs: EpochMs }): TopContent {
  const { question: query, candlesUntilMs: toMs } = facts;
  const range = { fromMs: 0, toMs };
  return { kind: 'top', query, range, reading: DEFAULT_READING, strategyVersion: null, candleHash: null, facts };
}

/** An answer that was given. */
export type Result = ResultContent & {
  readonly id: string;
  readonly createdAtMs: number;
};

/** A result before it is kept: its id stands in the answer that is kept with it. */
export type NewResult = ResultContent & {
  readonly id: string;
  readonly contentHash: string;
};

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
  { result, pictureHash }: { result: NewResult; pictureHash?: string },
): Promise<void> {
  const kept = await db
    .insertInto('result')
    .values({
      id: result.id,
      content_hash: result.contentHash,
      kind: result.kind,
      query: toJsonb(result.query),
      from_ms: result.range.fromMs,
      to_ms: result.range.toMs,
      reading: toJsonb(result.reading),
      strategy_version: result.strategyVersion,
      candle_hash: result.candleHash,
      facts: toJsonb(result.facts),
      picture_hash: pictureHash ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (kept !== undefined) return;
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
export type PastResult = Past & (Asked<CatalogContent> | Asked<TimesContent> | Asked<TopContent> | Asked<CheckContent>);

type Asked<Content extends ResultContent> = Pick<Content, 'kind' | 'query'>;

interface Past {
  readonly resultId: string;
  /** Of the answer that showed it as it opens again; null: there was none. */
  readonly pictureHash: string | null;
  /** The request that was answered with it; null: it came as the list of the day. */
  readonly requestId: string | null;
  readonly atMs: number;
}

/**
 * What a person was answered or sent as the list of the day, newest first, each result once; with resultId only that one. A heat map or a list of
 * entries is another look at a catalog: it opens as the catalog.
 */
export async function pastResults(
  db: Database,
  page: { telegramId: number; skip: number; most: number; resultId?: string; kind?: ResultContent['kind'] },
): Promise<PastResult[]> {
  const { telegramId, resultId = null, kind: asked = null } = page;
  const { rows } = await sql<{
    id: string;
    kind: ResultContent['kind'];
    query: unknown;
    picture: string | null;
    request: string | null;
    at: Date;
  }>`
    select id, kind, query, picture, request, at from (
      select distinct on (result.id) result.id, result.kind, result.query, given.request, given.at,
        case when given.kind = result.kind then given.picture end as picture
      from (
        select coalesce(result -> 'facts' ->> 'resultId', result ->> 'resultId') as result_id, kind, id as request,
          result ->> 'pictureHash' as picture, finished_at as at
        from request
        where telegram_id = ${telegramId} and state = 'done'
        union all
        select ${dailyResultId}, 'top', null, picture_hash, settled_at
        from campaign_recipient
        join campaign on campaign.id = campaign_recipient.campaign_id
        join campaign_content on campaign_content.id = content_id
        where telegram_id = ${telegramId} and campaign_recipient.state = 'sent' and campaign.kind = 'daily'
      ) as given
      join result on result.id = given.result_id
      where (${resultId}::text is null or result.id = ${resultId}) and (${asked}::text is null or result.kind = ${asked})
      order by result.id, (given.kind = result.kind) desc, given.at desc
    ) as mine
    order by at desc, id
    limit ${page.most} offset ${page.skip}`.execute(db);
  return rows.map(({ id, kind, query, picture, request, at }) => {
    const past = { resultId: id, kind, query, pictureHash: picture, requestId: request, atMs: at.getTime() };
    return past as PastResult;
  });
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
  const result = {
    id: row.id,
    kind: row.kind,
    query: row.query,
    range: { fromMs: row.from_ms, toMs: row.to_ms },
    reading: row.reading,
    strategyVersion: row.strategy_version,
    candleHash: row.candle_hash,
    facts: row.facts,
    createdAtMs: row.created_at.getTime(),
  };
  // As nameResult was given it.
  return result as Result;
}
