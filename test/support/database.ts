import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, inject } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#io/db/database.ts';
import { migrateToLatest } from '#io/db/migrator.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly database: Database;
  /** The same database as another process would see it: through a pool of its own. */
  openAnother(): Database;
  /** Closes every pool and removes the database. */
  drop(): Promise<void>;
}

const TEMPLATE = 'catalogador_template';
/** Test files run side by side; one of them makes the template. */
const TEMPLATE_LOCK = 7_245_900;

/** A database for one test file, dropped after it. Call it at the top of the file: `const { database } = await freshDatabase();` */
export async function freshDatabase(): Promise<TestDatabase> {
  const fresh = await createTestDatabase();
  afterAll(fresh.drop);
  return fresh;
}

/** A database of one's own on the run's PostgreSQL, migrated unless told otherwise. Drop it when done. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  if (migrated) await ensureTemplate();
  await administer((admin) => admin.query(`create database ${name} template ${migrated ? TEMPLATE : 'template1'}`));
  const url = urlOf(name);
  const pools: Database[] = [];
  const open = () => {
    const pool = openDatabase({ url, poolSize: 5 });
    pools.push(pool);
    return pool;
  };
  const drop = async () => {
    await Promise.all(pools.map(closeDatabase));
    await administer((admin) => admin.query(`drop database ${name} with (force)`));
  };
  return { url, database: open(), openAnother: open, drop, [Symbol.asyncDispose]: drop };
}

/** Migrating takes longer than copying, so it is done once a run. */
async function ensureTemplate(): Promise<void> {
  await administer(async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (rowCount !== 0) return;
    const unfinished = `${TEMPLATE}_unfinished`;
    await admin.query(`drop database if exists ${unfinished}`);
    await admin.query(`create database ${unfinished}`);
    const database = openDatabase({ url: urlOf(unfinished), poolSize: 2 });
    await migrateToLatest(database).finally(() => closeDatabase(database));
    await admin.query(`alter database ${unfinished} rename to ${TEMPLATE}`);
  });
}

function urlOf(name: string): string {
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

/** The lock that the work may have taken ends with the connection. */
async function administer(work: (admin: Client) => Promise<unknown>): Promise<void> {
  const admin = new Client({ connectionString: inject('databaseUrl') });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
