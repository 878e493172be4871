import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import { Pool, types } from 'pg';
import { prepareRepeated } from './prepare-repeated.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  /** Connections that stay open while nobody needs them, so that nobody waits for a new one. Default: 0. */
  readonly leastOpen?: number;
  /** Shown in pg_stat_activity. Default: `catalogador`. */
  readonly applicationName?: string;
  /** Schemas to look names up in, as in `search_path`. Default: the server's. */
  readonly searchPath?: string;
  /** Longest a statement may take; 0 is for ever. Default: 15 000. */
  readonly statementTimeoutMs?: number;
  /**
   * A transaction that does nothing for so long is ended, so that a process that hangs keeps no row from the others;
   * 0 is never. Default: 60 000.
   */
  readonly idleTransactionTimeoutMs?: number;
}

/** Our tables behind a connection pool. Connects on the first query; close it with `closeDatabase`. */
export function openDatabase(options: DatabaseOptions): Database {
  return databaseOn(openPool(options));
}

/** The same on a pool that somebody else opened; it is closed with it. */
export function databaseOn(pool: PostgresPool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Waits for the queries under way, then closes every connection. */
export async function closeDatabase(database: Database): Promise<void> {
  await database.destroy();
}

/** A bare pool with the same manners, for whoever speaks SQL without us (the queue, LISTEN). */
export function openPool({
  url,
  poolSize,
  leastOpen = 0,
  applicationName = 'catalogador',
  searchPath,
  statementTimeoutMs = 15_000,
  idleTransactionTimeoutMs = 60_000,
}: DatabaseOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    min: leastOpen,
    application_name: applicationName,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleTransactionTimeoutMs,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: { getTypeParser: readType },
    ...(searchPath === undefined ? {} : { options: `-c search_path=${searchPath}` }),
  });
  // The pool replaces a lost idle connection by itself; without a listener its loss would end the process.
  pool.on('error', () => {});
  // While a client is lent out the pool does not listen to it; the query that was under way says what happened.
  pool.on('connect', (client) => {
    client.on('error', () => {});
    prepareRepeated(client);
  });
  return pool;
}

/** Every bigint of ours is below 2⁵³, so it is read as a number. */
function readType(oid: number, format?: 'text' | 'binary') {
  if (oid === types.builtins.INT8 && format !== 'binary') return Number;
  return types.getTypeParser(oid, format as 'text');
}
