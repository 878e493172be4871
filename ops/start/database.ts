import { join } from 'node:path';
import { AppError } from '#engine/index.ts';
import { closeDatabase, openDatabase } from '#io/db/database.ts';
import { migrateToLatest } from '#io/db/migrator.ts';
import { letPanelIn } from '#io/db/panel-role.ts';
import { startEmbeddedPostgres } from '#io/embedded/postgres.ts';
import type { Log } from '#io/log.ts';

export interface DatabaseNeeds {
  /** Null: run the embedded one. */
  readonly url: string | null;
  readonly dataFolder: string;
  readonly log: Log;
}

export interface RunningDatabase {
  readonly url: string;
  /** The living process that runs the embedded server, when that is not us. */
  readonly ownerPid: number | null;
  stop(): Promise<void>;
  /** At once; the data survives it. */
  kill(): void;
}

/** A database to talk to: the one given, or the embedded one, started unless somebody runs it already. */
export async function findDatabase({ url, dataFolder, log }: DatabaseNeeds): Promise<RunningDatabase> {
  if (url !== null) return { url, ownerPid: null, stop: async () => {}, kill: () => {} };
  const postgres = await startEmbeddedPostgres({ folder: join(dataFolder, 'postgres'), log });
  return { ...postgres, kill: () => process.kill(postgres.pid(), 'SIGQUIT') };
}

/** The embedded database for ourselves alone: a second house in the same folder would answer everybody twice. */
export async function claimDatabase(needs: DatabaseNeeds): Promise<RunningDatabase> {
  const database = await findDatabase(needs);
  if (database.ownerPid === null) return database;
  throw new AppError('DATABASE_UNAVAILABLE', {
    message: `Process ${database.ownerPid} already uses the data in "${needs.dataFolder}".`,
    remedy: `Stop it first (Ctrl-C in its terminal, or kill ${database.ownerPid}), or give this one another DATA_FOLDER.`,
  });
}

/** Brings the tables to the newest shape; the names of the migrations that ran now. */
export async function migrate(url: string): Promise<string[]> {
  const database = openDatabase({ url, poolSize: 1, applicationName: 'migrate' });
  try {
    return await migrateToLatest(database);
  } finally {
    await closeDatabase(database);
  }
}

/** Makes the panel's role, with the password of its address, and lets it see what it may. */
export async function welcomePanel({ url, panelUrl }: { url: string; panelUrl: string }): Promise<void> {
  const { username, password } = new URL(panelUrl);
  const database = openDatabase({ url, poolSize: 1, applicationName: 'migrate' });
  try {
    await letPanelIn(database, { role: decodeURIComponent(username), password: decodeURIComponent(password) });
  } finally {
    await closeDatabase(database);
  }
}
