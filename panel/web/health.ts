import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Database } from '#io/db/database.ts';

/** For whoever watches the process: alive, and able to work. */
export function addHealthRoutes(app: FastifyInstance, db: Database): void {
  const unlimited = { config: { rateLimit: false } } as const;
  app.get('/healthz', unlimited, async () => ({ alive: true }));
  app.get('/readyz', unlimited, async (_request, reply) => {
    const isReady = await answers(db);
    return await reply.status(isReady ? 200 : 503).send({ ready: isReady });
  });
}

async function answers(db: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
