import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#io/db/database.ts';
import { migrateToLatest } from '#io/db/migrator.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly database: Database;
  drop(): Promise<void>;
}

/** A database of one's own on the run's PostgreSQL, migrated unless told otherwise. Drop it when done. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name}`);
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  const database = openDatabase({ url: url.href, poolSize: 5 });
  if (migrated) await migrateToLatest(database);
  const drop = async () => {
    await closeDatabase(database);
    await administer(`drop database ${name} with (force)`);
  };
  return { url: url.href, database, drop, [Symbol.asyncDispose]: drop };
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject('databaseUrl') });
  await client.connect();
  await client.query(statement);
  await client.end();
}
