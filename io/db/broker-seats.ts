import { sql } from 'kysely';
import type { Seconds } from '#engine/index.ts';
import type { Database } from './database.ts';

/** A process that was not seen for so long holds nothing any more, so that a dead one keeps nobody out; it says every two that it lives. */
const GONE_SECONDS = 10 as Seconds;
/** So long one that found none left is taken to wait still. */
const WANTING_SECONDS = 5 as Seconds;
/** Ours alone; any number does, as long as it stays. */
const LOCK_KEY = 7_245_019;

/** What a process holds: a figure of its own, so that saying it twice changes nothing. */
interface Holding {
  readonly processId: string;
  readonly taken: number;
}

/** Writes down that this process holds so many from now on, unless all together would hold more than `most`. */
export async function claimSeats(
  db: Database,
  { processId, taken, most }: Holding & { most: number },
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK_KEY})`.execute(tx);
    await tx.deleteFrom('broker_seats').where('seen_at', '<', ago(GONE_SECONDS)).execute();
    const others = await tx
      .selectFrom('broker_seats')
      .select((of) => of.fn.coalesce(of.fn.sum<number>('taken'), sql<number>`0`).as('taken'))
      .where('process_id', '<>', processId)
      .executeTakeFirstOrThrow();
    const isRoom = Number(others.taken) + taken <= most;
    await write(tx, { processId, taken: isRoom ? taken : taken - 1, isWanting: !isRoom });
    return isRoom;
  });
}

/** Says what this process holds, and that it still lives. Answers whether another one waits for a seat. */
export async function keepSeats(db: Database, { processId, taken }: Holding): Promise<boolean> {
  await write(db, { processId, taken, isWanting: false });
  const waiting = await db
    .selectFrom('broker_seats')
    .select('process_id')
    .where('process_id', '<>', processId)
    .where('wanting_at', '>', ago(WANTING_SECONDS))
    .executeTakeFirst();
  return waiting !== undefined;
}

/** The process ends, or needs none for now. */
export async function leaveSeats(db: Database, processId: string): Promise<void> {
  await db.deleteFrom('broker_seats').where('process_id', '=', processId).execute();
}

async function write(db: Database, { processId, taken, isWanting }: Holding & { isWanting: boolean }): Promise<void> {
  const wanting = isWanting ? { wanting_at: sql<Date>`now()` } : {};
  const row = { taken, seen_at: sql<Date>`now()`, ...wanting };
  await db
    .insertInto('broker_seats')
    .values({ process_id: processId, ...row })
    .onConflict((conflict) => conflict.column('process_id').doUpdateSet(row))
    .execute();
}

function ago(seconds: Seconds) {
  return sql<Date>`now() - make_interval(secs => ${seconds})`;
}
