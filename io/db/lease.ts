import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

export interface Lease {
  /** Resolves when the lease is gone although nobody released it: its connection broke. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

/**
 * Waits until this process is the only one that holds the name: one poller, one relay, however many are started.
 * The lease is a session lock of PostgreSQL, so it ends with the process, however that ends.
 */
export async function takeLease(
  { url, name }: { url: string; name: string },
  { signal, retryMs = 250 }: { signal?: AbortSignal; retryMs?: number } = {},
): Promise<Lease> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: `lease ${name}` });
  const lost = Promise.withResolvers<void>();
  client.on('error', () => lost.resolve());
  client.on('end', () => lost.resolve());
  await client.connect();
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
      [name],
    );
    if (rows[0]?.mine === true) break;
    if (signal?.aborted) {
      await client.end();
      throw signal.reason;
    }
    await wait(retryMs);
  }
  return { lost: lost.promise, release: () => client.end() };
}
