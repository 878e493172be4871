import type { Log } from '../log.ts';
import { closeDatabase, type Database, openDatabase } from './database.ts';

/** A replica that failed is left alone so long: nobody waits for it twice. */
const REST_MS = 10_000;
const CONNECTIONS = 2;

/** Reads what may be some seconds old, from where it costs the least. */
export type LaggingReads = <T>(read: (db: Database) => Promise<T>) => Promise<T>;

export interface Replica extends AsyncDisposable {
  readonly reads: LaggingReads;
}

/** Without a replica the primary is read; with one that is away, behind a migration, or in its own way, too. */
export function openReplica({
  url,
  primary,
  applicationName,
  log,
}: {
  url: string | null;
  primary: Database;
  applicationName: string;
  log: Log;
}): Replica {
  if (url === null) return { reads: (read) => read(primary), [Symbol.asyncDispose]: async () => undefined };
  const replica = openDatabase({ url, poolSize: CONNECTIONS, applicationName });
  let restsUntilMs = 0;
  return {
    async reads(read) {
      if (performance.now() < restsUntilMs) return read(primary);
      try {
        return await read(replica);
      } catch (error) {
        restsUntilMs = performance.now() + REST_MS;
        log.warn({ err: error }, 'the replica is no help; the primary is read');
        return read(primary);
      }
    },
    [Symbol.asyncDispose]: () => closeDatabase(replica),
  };
}
