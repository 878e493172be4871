import type { PostgresPool } from 'kysely';
import type { Pool } from 'pg';
import type { Events } from '../events.ts';

/** The same pool; how long each caller waits for a connection is told, and how many there are can be asked. */
export function watchPool(pool: Pool, { measures, poolWaited }: Pick<Events, 'measures' | 'poolWaited'>): PostgresPool {
  measures.gauge('pool_connections', {
    help: 'Connections of the pool, and callers that wait for one.',
    labelNames: ['state'],
    read: () => [
      { value: pool.totalCount - pool.idleCount, labels: { state: 'busy' } },
      { value: pool.idleCount, labels: { state: 'idle' } },
      { value: pool.waitingCount, labels: { state: 'waited_for' } },
    ],
  });
  return {
    options: pool.options,
    async connect() {
      const startedMs = performance.now();
      const client = await pool.connect();
      poolWaited({ ms: performance.now() - startedMs });
      return client;
    },
    end: () => pool.end(),
  };
}
