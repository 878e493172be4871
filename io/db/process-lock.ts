import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from './database.ts';

const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 250;

/** What is locked: a kind of thing (any number of ours alone, as long as it stays) and which one of it, an int4. */
export interface LockName {
  readonly space: number;
  readonly id: number;
}

/**
 * Does the work while no other process does it under the same name. Whoever dies loses its locks with its connection.
 * Within one process the caller sees to it that a name is asked for once at a time.
 *
 * @NOTE All locks of a process live on ONE connection of its pool: a connection a lock would let fifty of them use up
 * the pool and then wait for each other for ever. The pool needs two connections or more.
 * Errors: the signal's reason when it aborts while waiting; what the work throws.
 */
export async function withLock<Result>(
  db: Database,
  { space, id, signal }: LockName & { signal?: AbortSignal },
  work: () => Promise<Result>,
): Promise<Result> {
  const { connection, giveBack } = await borrow(db);
  try {
    await lock(connection, { space, id, signal });
    try {
      return await work();
    } finally {
      // A broken connection has let go of its locks already.
      await sql`select pg_advisory_unlock(${space}, ${id})`.execute(connection).catch(() => undefined);
    }
  } finally {
    giveBack();
  }
}

async function lock(
  connection: Database,
  { space, id, signal }: LockName & { signal: AbortSignal | undefined },
): Promise<void> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    signal?.throwIfAborted();
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_lock(${space}, ${id}) as mine`.execute(connection);
    if (rows[0]?.mine === true) return;
    await wait(waitMs, undefined, signal && { signal });
  }
}

interface SharedConnection {
  readonly connection: Promise<Database>;
  readonly close: () => void;
  borrowers: number;
}

const shared = new WeakMap<Database, SharedConnection>();

async function borrow(db: Database): Promise<{ connection: Database; giveBack: () => void }> {
  const current = shared.get(db) ?? openShared(db);
  current.borrowers += 1;
  const giveBack = () => {
    current.borrowers -= 1;
    if (current.borrowers > 0) return;
    if (shared.get(db) === current) shared.delete(db);
    current.close();
  };
  try {
    return { connection: await current.connection, giveBack };
  } catch (error) {
    giveBack();
    throw error;
  }
}

function openShared(db: Database): SharedConnection {
  const opened = Promise.withResolvers<Database>();
  const closed = Promise.withResolvers<void>();
  const hold = db.connection().execute(async (connection) => {
    opened.resolve(connection);
    await closed.promise;
  });
  hold.catch(opened.reject);
  const current = { connection: opened.promise, close: closed.resolve, borrowers: 0 };
  shared.set(db, current);
  return current;
}
