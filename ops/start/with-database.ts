import type { Database } from '#io/db/database.ts';

/** Work on the database of the environment, migrated; the embedded one runs for as long as it takes. */
export async function withDatabase<Result>(
  applicationName: string,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const [{ closeDatabase, openDatabase }, { createLog }, { readEnvFile }, { findDatabase, migrate }] =
    await Promise.all([
      import('#io/db/database.ts'),
      import('#io/log.ts'),
      import('#io/config/load.ts'),
      import('./database.ts'),
    ]);
  readEnvFile();
  const log = createLog({ level: 'warn', environment: 'development', room: 'cli' });
  const { DATABASE_URL, DATA_FOLDER } = process.env;
  const running = await findDatabase({ url: DATABASE_URL || null, dataFolder: DATA_FOLDER || '.data', log });
  try {
    await migrate(running.url);
    // Years of candles may take longer than any answer to a person.
    const patience = { statementTimeoutMs: 0, idleTransactionTimeoutMs: 0 };
    const db = openDatabase({ url: running.url, poolSize: 2, applicationName, ...patience });
    return await work(db).finally(() => closeDatabase(db));
  } finally {
    await running.stop();
  }
}
