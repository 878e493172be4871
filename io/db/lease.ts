import { setTimeout as wait } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import pg from 'pg';

export interface Lease {
  /** Resolves when the lease is gone although nobody released it: its connection broke, or this process stood still. */
  readonly lost: Promise<void>;
  /** False from the moment on at which another process could hold it, also before `lost` was heard. */
  isMine(): boolean;
  release(): Promise<void>;
}

/** PostgreSQL ends the session of a holder that has not been heard of for so long: it stopped, or its machine is gone. */
const SILENCE_MS = 9_000;
/** By its own clock a holder gives up sooner, so that there are never two. */
const TRUST_MS = 7_500;
const BEAT_MS = 1_500;
const CONNECT_MS = 5_000;
const GOODBYE_MS = 1_000;

/**
 * Waits until this process is the only one that holds the name: one poller, one relay, however many are started.
 *
 * The lease is a session lock of PostgreSQL, so it ends with the process at once. A process that stands still
 * (stopped, its machine unreachable) keeps its connection; PostgreSQL ends that when no beat comes any more.
 * Errors: the signal's reason; what PostgreSQL says when it cannot be reached.
 */
export async function takeLease(
  { url, name }: { url: string; name: string },
  { signal, retryMs = 250 }: { signal?: AbortSignal; retryMs?: number } = {},
): Promise<Lease> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    application_name: `lease ${name}`.slice(0, 63),
    connectionTimeoutMillis: CONNECT_MS,
    options: `-c idle_session_timeout=${SILENCE_MS}`,
  });
  const lost = Promise.withResolvers<void>();
  client.on('error', () => lost.resolve());
  client.on('end', () => lost.resolve());
  await client.connect();
  const bye = async () => void (await Promise.race([client.end().catch(() => undefined), wait(GOODBYE_MS)]));
  let heardMs = performance.now();
  try {
    for (;;) {
      heardMs = performance.now();
      if (await tryLock(client, name)) break;
      await wait(retryMs, undefined, signal && { signal });
    }
  } catch (error) {
    await bye();
    throw error;
  }

  let isOver = false;
  void lost.promise.then(() => {
    isOver = true;
    clearInterval(beating);
  });
  const isMine = () => !isOver && performance.now() - heardMs < TRUST_MS;
  const beating = setInterval(() => {
    if (!isMine()) return lost.resolve();
    const sentMs = performance.now();
    client.query('select 1').then(
      () => {
        heardMs = sentMs;
      },
      () => lost.resolve(),
    );
  }, BEAT_MS);
  return {
    lost: lost.promise,
    isMine,
    release: () => {
      isOver = true;
      clearInterval(beating);
      return bye();
    },
  };
}

async function tryLock(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
    [name],
  );
  return rows[0]?.mine === true;
}

/** In a query: nobody holds the lease whose name stands in that column. */
export function isUnheld(column: string): RawBuilder<boolean> {
  return sql<boolean>`pg_try_advisory_xact_lock(hashtextextended(${sql.ref(column)}, 0))`;
}
