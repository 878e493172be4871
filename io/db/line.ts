import { sql } from 'kysely';
import type { Database } from './database.ts';

/** How it stands with the questions that nobody has begun to work on. */
export interface Line {
  readonly waiting: number;
  /** Of the one that waits longest. */
  readonly oldestMs: number;
  /** Being worked on now. */
  readonly running: number;
  /** What the latest answers took on average; null: too few to tell. */
  readonly workMs: number | null;
}

/** Answers of this stretch tell how long work takes now. */
const MEASURED_SECONDS = 600;
const MEASURED_ANSWERS = 50;
const FEWEST_ANSWERS = 5;

/** Open questions in the order of their turns; those that wait for another one of their own person do not stand in line. */
const STANDING = sql`
  standing as (
    select id, state, created_at, turn_at, shown_ahead, shown_at,
      row_number() over (partition by telegram_id order by state desc, turn_at, id) <= at_once as may_go
    from request where state in ('accepted', 'running'))`;

/** Errors: none of its own; what it reads is as of now. */
export async function readLine(db: Database): Promise<Line> {
  const { rows } = await sql<{ waiting: number; oldest_ms: number | null; running: number; work_ms: number | null }>`
    with ${STANDING}, latest as (
      select extract(epoch from finished_at - started_at) * 1000 as ms from request
      where state = 'done' and finished_at > now() - make_interval(secs => ${MEASURED_SECONDS})
      order by finished_at desc limit ${MEASURED_ANSWERS})
    select
      count(*) filter (where state = 'accepted' and may_go) as waiting,
      (extract(epoch from now() - min(created_at) filter (where state = 'accepted' and may_go)) * 1000)::float8
        as oldest_ms,
      count(*) filter (where state = 'running') as running,
      (select case when count(*) >= ${FEWEST_ANSWERS} then avg(ms)::float8 end from latest) as work_ms
    from standing`.execute(db);
  const [row] = rows;
  return {
    waiting: row?.waiting ?? 0,
    oldestMs: Math.max(0, row?.oldest_ms ?? 0),
    running: row?.running ?? 0,
    workMs: row?.work_ms ?? null,
  };
}

/** How long until a question with so many before it is answered; null: too little is known for an honest word. */
export function expectedWaitMs({ running, workMs }: Line, ahead: number): number | null {
  if (workMs === null || running === 0) return null;
  return Math.ceil(((ahead + 1) * workMs) / running + workMs);
}

/** How many questions come before this one. */
export async function placeInLine(db: Database, id: string): Promise<number> {
  const { rows } = await sql<{ ahead: number }>`
    with ${STANDING}
    select count(*) as ahead from standing
    where state = 'accepted' and may_go
      and (turn_at, id) < (select turn_at, id from request where id = ${id})`.execute(db);
  return rows[0]?.ahead ?? 0;
}

/** A question whose message says no more what is true. */
export interface Moved {
  readonly id: string;
  readonly ahead: number;
}

/** Questions that have been waiting so long and whose place is not the one that they were told, longest untold first. */
export async function movedInLine(
  db: Database,
  { olderThanMs, most }: { olderThanMs: number; most: number },
): Promise<readonly Moved[]> {
  const { rows } = await sql<Moved>`
    with ${STANDING}, placed as (
      select id, created_at, shown_ahead, shown_at, row_number() over (order by turn_at, id) - 1 as ahead
      from standing where state = 'accepted' and may_go)
    select id, ahead from placed
    where created_at < now() - make_interval(secs => ${olderThanMs / 1_000}) and ahead is distinct from shown_ahead
    order by shown_at nulls first, ahead limit ${most}`.execute(db);
  return rows;
}
