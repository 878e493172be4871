import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#io/embedded/postgres.ts';
import { createLog } from '#io/log.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** An empty database on the run's own PostgreSQL. */
    databaseUrl: string;
  }
}

/** One real PostgreSQL for the whole run; it and its folder are gone afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'catalogador-test-'));
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    log: createLog({ level: 'warn', environment: 'test', room: 'test' }),
    // The data is thrown away, so nobody waits for the disk.
    settings: { fsync: 'off', max_connections: '200' },
  });
  project.provide('databaseUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
