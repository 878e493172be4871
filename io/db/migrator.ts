import { readdir } from 'node:fs/promises';
import { runMigrations } from 'bullmq';
import { CompiledQuery, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { AppError } from '#engine/index.ts';
import { QUEUE_SCHEMA } from '../queues/jobs.ts';
import type { Database } from './database.ts';

const MIGRATIONS_FOLDER = new URL('../../migrations/', import.meta.url);
/** Ours alone; any number does, as long as it stays. */
const LOCK_KEY = 7_245_001;

/**
 * Brings our tables and the queue's to the newest shape. Safe to call from several processes at once: one works, the others wait.
 *
 * Shape: the names of the migrations that ran now, oldest first.
 * Errors: what PostgreSQL said about the failed migration; that migration left nothing behind.
 */
export async function migrateToLatest(database: Database): Promise<string[]> {
  return await database.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection);
    await sql`select pg_advisory_lock(${LOCK_KEY})`.execute(connection);
    try {
      const names = await migrateOurs(connection);
      await migrateQueue(connection);
      return names;
    } finally {
      await sql`select pg_advisory_unlock(${LOCK_KEY})`.execute(connection);
      await sql`reset statement_timeout`.execute(connection);
    }
  });
}

async function migrateOurs(connection: Database): Promise<string[]> {
  const migrator = new Migrator({ db: connection, provider: { getMigrations: readMigrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName ?? 'none';
    throw new AppError('INTERNAL', { message: `Migration "${failed}" failed: ${messageOf(error)}`, cause: error });
  }
  return results.map((result) => result.migrationName);
}

/** All that there are, by their names. */
export async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(MIGRATIONS_FOLDER)).filter((name) => name.endsWith('.ts')).sort();
  const entries = files.map(async (name): Promise<[string, Migration]> => {
    return [name.replace(/\.ts$/, ''), await import(new URL(name, MIGRATIONS_FOLDER).href)];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** BullMQ keeps its own diary and wants one session for it. */
async function migrateQueue(connection: Database): Promise<void> {
  const session: Parameters<typeof runMigrations>[0] = {
    query: (text, values = []) => connection.executeQuery(CompiledQuery.raw(text, [...values])),
  };
  await runMigrations(session, QUEUE_SCHEMA);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
