import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ROLE } from './cluster.ts';
import { isAlive, type RunningServer } from './running.ts';

export interface Address {
  readonly server: RunningServer;
  readonly password: string;
}

/** Address of a database on the embedded server. */
export function urlOf({ server, password }: Address, database = ROLE): string {
  return `postgres://${ROLE}:${password}@127.0.0.1:${server.port}/${database}`;
}

/**
 * Waits until the server lets us in, recovery after a crash included, and makes our database when it is not there.
 * `gone`: its process ended. `silent`: it lives and still refuses at the deadline.
 */
export async function waitUntilReady(address: Address, patienceMs: number): Promise<'ready' | 'gone' | 'silent'> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    if (!isAlive(address.server.pid)) return 'gone';
    if (await letsUsIn(address)) return 'ready';
    await sleep(25);
  }
  return 'silent';
}

async function letsUsIn(address: Address): Promise<boolean> {
  const client = new Client({ connectionString: urlOf(address, 'postgres'), connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [ROLE]);
    if (rowCount === 0) await client.query(`create database ${ROLE}`);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
