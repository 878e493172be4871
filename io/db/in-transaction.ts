import type { Database } from './database.ts';

/** All or nothing: in the caller's transaction when there is one, else in one of its own. */
export async function inTransaction<Result>(db: Database, work: (db: Database) => Promise<Result>): Promise<Result> {
  return db.isTransaction ? await work(db) : await db.transaction().execute(work);
}
