import type { FastifyInstance } from 'fastify';
import type { Readiness } from '#io/watch/readiness.ts';

/**
 * For a balancer, and for whoever wants to know why not: alive, and able to work. Anybody may look, so nothing here
 * names a host or a person; the measures are behind another door (io/watch/server.ts).
 */
export function addHealthRoutes(app: FastifyInstance, readiness: () => Promise<Readiness>): void {
  const unlimited = { config: { rateLimit: false } } as const;
  app.get('/healthz', unlimited, async () => ({ alive: true }));
  app.get('/readyz', unlimited, async (_request, reply) => {
    const found = await readiness();
    return await reply.status(found.ready ? 200 : 503).send(found);
  });
}
