import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { EpochMs, Theme } from '#engine/index.ts';
import type { PersonLimits } from '../limits/plans.ts';
import type { Database } from './database.ts';
import { toJsonb } from './json.ts';
import type { RequestTable } from './tables.ts';

/** A question that takes work, from the moment we accepted it to its answer. */
export interface Request<Query = unknown> {
  readonly id: string;
  readonly kind: string;
  readonly telegramId: number;
  readonly chatId: number;
  readonly query: Query;
  readonly language: string;
  readonly timeZone: string;
  readonly theme: Theme;
  readonly state: string;
  /** Which taking of the work this is; the end is accepted only from the latest. */
  readonly leaseNo: number;
  /** How many workers took it before and were never heard of again. */
  readonly crashes: number;
  /** Outbox row of the message that becomes the answer. */
  readonly placeholderId: number | null;
  readonly traceId: string;
  readonly result: unknown;
  readonly finishedAt: Date | null;
}

/** quarantined: it killed its workers, and nobody tries it again. */
export type RequestEnd = 'done' | 'failed' | 'canceled' | 'quarantined';

export interface NewRequest {
  readonly id: string;
  readonly kind: string;
  readonly telegramId: number;
  readonly chatId: number;
  readonly query: unknown;
  readonly queryHash: string;
  readonly language: string;
  readonly timeZone: string;
  readonly theme: Theme;
  readonly traceId: string;
  /** What its person may ask of us. */
  readonly limits: Pick<PersonLimits, 'atOnce' | 'turnAfterSeconds'>;
  /** Answered as it is accepted, by this message in the outbox: no worker ever sees it. */
  readonly answered?: { readonly by: number; readonly result: unknown };
}

export interface Accepted {
  /** When its turn comes, against all others. */
  readonly turnMs: EpochMs;
  /** Its person has so many questions open already that it waits for one of them. */
  readonly waitsForOwn: boolean;
}

/** Accepts a question. null: the same person's same question is already being worked on. */
export async function acceptRequest(db: Database, request: NewRequest): Promise<Accepted | null> {
  const { answered, limits } = request;
  const { atOnce, turnAfterSeconds } = limits;
  const inserted = await db
    .insertInto('request')
    .values({
      id: request.id,
      telegram_id: request.telegramId,
      chat_id: request.chatId,
      kind: request.kind,
      query: toJsonb(request.query),
      query_hash: request.queryHash,
      language: request.language,
      time_zone: request.timeZone,
      theme: request.theme,
      placeholder_id: answered?.by ?? null,
      error: null,
      trace_id: request.traceId,
      at_once: atOnce,
      ...(answered === undefined
        ? {}
        : { state: 'done', finished_at: sql<Date>`now()`, result: toJsonb(answered.result) }),
      turn_at: sql`now() + make_interval(secs => ${turnAfterSeconds})`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['turn_at', openOfPerson(request.telegramId).as('others')])
    .executeTakeFirst();
  return inserted === undefined ? null : { turnMs: inserted.turn_at.getTime(), waitsForOwn: inserted.others >= atOnce };
}

/** As it was before the statement it stands in. */
function openOfPerson(telegramId: number): RawBuilder<number> {
  return sql<number>`(
    select count(*) from request as other where other.telegram_id = ${telegramId} and other.state in ('accepted', 'running'))`;
}

/** Whoever taps twice means it once: so soon the same question is the same tap. */
const SAME_TAP_SECONDS = 2;

/** This person's same question: being worked on, or answered at once a moment ago; null: neither. */
export async function sameQuestion(
  db: Database,
  { telegramId, queryHash }: { telegramId: number; queryHash: string },
): Promise<'open' | 'answered' | null> {
  const row = await db
    .selectFrom('request')
    .select('finished_at')
    .where('telegram_id', '=', telegramId)
    .where('query_hash', '=', queryHash)
    .where((is) =>
      is.or([
        is('state', 'in', ['accepted', 'running']),
        is.and([
          is('finished_at', '=', is.ref('created_at')),
          is('created_at', '>', sql<Date>`now() - make_interval(secs => ${SAME_TAP_SECONDS})`),
        ]),
      ]),
    )
    .executeTakeFirst();
  if (row === undefined) return null;
  return row.finished_at === null ? 'open' : 'answered';
}

export async function setPlaceholder(db: Database, id: string, placeholderId: number): Promise<void> {
  await db.updateTable('request').set({ placeholder_id: placeholderId }).where('id', '=', id).execute();
}

/**
 * Takes an open request to work on it. null: it has ended already. later: its person has as many under way as they
 * may have at once.
 */
export async function takeRequest(db: Database, id: string): Promise<Request | 'later' | null> {
  return db.transaction().execute(async (tx) => {
    // One after the other for each person, or two workers would count the same and both go.
    const person = await tx
      .selectFrom('request')
      .select([
        'at_once',
        sql`pg_advisory_xact_lock(${TAKING}, hashint8(telegram_id))`.as('held'),
        sql<boolean>`state in ('accepted', 'running')`.as('is_open'),
      ])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!person?.is_open) return null;
    const row = await tx
      .updateTable('request')
      .set({ state: 'running', lease_no: sql`lease_no + 1`, started_at: sql`coalesce(started_at, now())` })
      .where('id', '=', id)
      .where('state', 'in', ['accepted', 'running'])
      .where(
        sql<boolean>`(state = 'running' or (
          select count(*) from request as other
          where other.telegram_id = request.telegram_id and other.state = 'running') < at_once)`,
      )
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? 'later' : toRequest(row);
  });
}

/** Keeps this lock apart from all others of ours. */
const TAKING = 7_245_901;

/** Its message says this place in line from now on. null: that is said already, or somebody has begun to work on it. */
export async function noteShownPlace(
  db: Database,
  { id, ahead }: { id: string; ahead: number },
): Promise<Request | null> {
  const row = await db
    .updateTable('request')
    .set({ shown_ahead: ahead, shown_at: sql`now()` })
    .where('id', '=', id)
    .where('state', '=', 'accepted')
    .where(sql<boolean>`shown_ahead is distinct from ${ahead}`)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : toRequest(row);
}

/** Says that this taking ended in order although without an answer, so that nobody takes its worker for dead. */
export async function giveBackRequest(db: Database, { id, leaseNo }: Pick<Request, 'id' | 'leaseNo'>): Promise<void> {
  await db
    .updateTable('request')
    .set({ given_back: sql`given_back + 1` })
    .where('id', '=', id)
    .where('lease_no', '=', leaseNo)
    .execute();
}

/**
 * Whether this taking is the latest one of a question without an answer. If so it stays that until the caller's
 * transaction is over: what is said meanwhile is said before the answer.
 */
export async function holdRequest(db: Database, { id, leaseNo }: Pick<Request, 'id' | 'leaseNo'>): Promise<boolean> {
  const row = await db
    .selectFrom('request')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('lease_no', '=', leaseNo)
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Ends a request, in the transaction of its answer. False: a later worker took it over (or it was ended), so this
 * worker's answer must not be sent: roll back.
 */
export async function endRequest(
  db: Database,
  { id, leaseNo }: Pick<Request, 'id' | 'leaseNo'>,
  end: { state: RequestEnd; result?: unknown; error?: string },
): Promise<boolean> {
  const result = await db
    .updateTable('request')
    .set({
      state: end.state,
      finished_at: sql`now()`,
      result: end.result === undefined ? null : toJsonb(end.result),
      error: end.error ?? null,
    })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('lease_no', '=', leaseNo)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The person pressed cancel. False: there is nothing of theirs to cancel any more. */
export async function askToCancel(
  db: Database,
  { id, telegramId }: { id: string; telegramId: number },
): Promise<boolean> {
  const result = await db
    .updateTable('request')
    .set({ cancel_requested_at: sql`now()` })
    .where('id', '=', id)
    .where('telegram_id', '=', telegramId)
    .where('state', 'in', ['accepted', 'running'])
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function isCancelAsked(db: Database, id: string): Promise<boolean> {
  const row = await db.selectFrom('request').select('cancel_requested_at').where('id', '=', id).executeTakeFirst();
  return row?.cancel_requested_at != null;
}

/** Requests that wait for a worker or whose worker may be gone, oldest first. */
export async function openRequests(
  db: Database,
  { olderThanMs }: { olderThanMs: number },
): Promise<{ id: string; kind: string; turnMs: EpochMs }[]> {
  const rows = await db
    .selectFrom('request')
    .select(['id', 'kind', 'turn_at'])
    .where('state', 'in', ['accepted', 'running'])
    .where('created_at', '<', sql<Date>`now() - make_interval(secs => ${olderThanMs / 1_000})`)
    .orderBy('created_at')
    .limit(1_000)
    .execute();
  return rows.map(({ id, kind, turn_at }) => ({ id, kind, turnMs: turn_at.getTime() }));
}

/** An answer that was given to this person; null: it is not theirs, or not kept any more. */
export async function findAnswer(
  db: Database,
  { id, telegramId }: { id: string; telegramId: number },
): Promise<Request | null> {
  const request = await requestOf(db, { id, telegramId });
  return request?.state === 'done' ? request : null;
}

/** The latest answer to this question, for when a new one cannot be had. */
export async function lastAnswer(
  db: Database,
  { telegramId, queryHash }: { telegramId: number; queryHash: string },
): Promise<Request | null> {
  const row = await db
    .selectFrom('request')
    .selectAll()
    .where('telegram_id', '=', telegramId)
    .where('query_hash', '=', queryHash)
    .where('state', '=', 'done')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toRequest(row);
}

/** A person's own request, whatever became of it. */
export async function requestOf(
  db: Database,
  { id, telegramId }: { id: string; telegramId: number },
): Promise<Request | null> {
  const row = await db
    .selectFrom('request')
    .selectAll()
    .where('id', '=', id)
    .where('telegram_id', '=', telegramId)
    .executeTakeFirst();
  return row === undefined ? null : toRequest(row);
}

function toRequest(row: Selectable<RequestTable>): Request {
  return {
    id: row.id,
    kind: row.kind,
    telegramId: row.telegram_id,
    chatId: row.chat_id,
    query: row.query,
    language: row.language,
    timeZone: row.time_zone,
    theme: row.theme,
    state: row.state,
    leaseNo: row.lease_no,
    crashes: Math.max(0, row.lease_no - row.given_back - 1),
    placeholderId: row.placeholder_id,
    traceId: row.trace_id,
    result: row.result,
    finishedAt: row.finished_at,
  };
}
