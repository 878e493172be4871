import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import {
  answerMoment,
  type CatalogQuery,
  canonicalText,
  type EpochMs,
  type PersonalLadder,
  queryKey,
  type Ratio,
  type Theme,
} from '#engine/index.ts';
import type { Database } from './database.ts';
import { toJsonb } from './json.ts';

/** A catalog as it was told to somebody, without anything that belongs to them. */
export interface ReadyAnswer {
  readonly figures: unknown;
  readonly resultId: string;
  readonly pictureHash: string;
}

/** All that an answer hangs on, in its words and in its picture. */
export interface ReadyFor {
  readonly query: CatalogQuery;
  readonly nowMs: EpochMs;
  readonly payoutRatio: Ratio | null;
  readonly language: string;
  readonly timeZone: string;
  readonly theme: Theme;
  readonly ladder: PersonalLadder;
}

/** An answer about a stretch of the past stays ready so long; another one until the next candle. */
const PAST_MS = 300_000;

/** The answer that somebody else was given to the same question since the last candle; null: there is none. */
export async function findReady(db: Database, asked: ReadyFor): Promise<ReadyAnswer | null> {
  const row = await db
    .selectFrom('ready_answer')
    .select('answer')
    .where('key', '=', keyOf(asked))
    .where('until_at', '>', new Date(asked.nowMs))
    .executeTakeFirst();
  return row === undefined ? null : (row.answer as unknown as ReadyAnswer);
}

/** Each answer that is kept clears away so many that are over, so that what is kept stays what is good. */
const CLEARED_AT_ONCE = 20;

/** Keeps an answer for whoever asks the same. */
export async function keepReady(
  db: Database,
  { answer, assetId, ...asked }: ReadyFor & { answer: ReadyAnswer; assetId: number },
): Promise<void> {
  const { untilMs } = answerMoment(asked);
  const row = {
    asset_id: assetId,
    until_at: new Date(untilMs ?? asked.nowMs + PAST_MS),
    answer: toJsonb(answer),
  };
  await db
    .insertInto('ready_answer')
    .values({ key: keyOf(asked), ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
  // Last, and past what others hold: nobody waits for it.
  await sql`
    delete from ready_answer where key in (
      select key from ready_answer where until_at < ${new Date(asked.nowMs)}
      limit ${CLEARED_AT_ONCE} for update skip locked)`.execute(db);
}

/** In the transaction that saves candles of this asset: what was told of it is no answer any more. */
export async function dropReady(db: Database, assetId: number): Promise<void> {
  await sql`delete from ready_answer where asset_id = ${assetId}`.execute(db);
}

function keyOf({ query, nowMs, ladder, ...rest }: ReadyFor): string {
  const { range } = answerMoment({ query, nowMs });
  const { payoutRatio, language, timeZone, theme } = rest;
  const told = canonicalText({
    ...{ question: queryKey(query), toMs: range.toMs, payoutRatio, language, timeZone, theme },
    ladder: JSON.parse(JSON.stringify(ladder)),
  });
  return createHash('sha256').update(told).digest('base64url');
}
