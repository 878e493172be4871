import { randomBytes } from 'node:crypto';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { ZodError } from 'zod';
import type { EpochMs } from '#engine/index.ts';
import type { Broker } from '#io/broker/broker.ts';
import type { Config } from '#io/config/config.ts';
import type { Database } from '#io/db/database.ts';
import type { Log } from '#io/log.ts';
import type { Seal } from '#io/seal.ts';
import { addHealthRoutes } from './web/health.ts';
import { addLinkRoutes, refuse } from './web/link.ts';
import { createLinking, type OnLinked } from './web/linking.ts';
import { addOauthRoutes } from './web/oauth.ts';
import { createPendingCodes } from './web/pending-codes.ts';
import { drawProblem } from './web/problem.ts';
import { type Words, wordsFor } from './web/words.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The browser's language until the person is known. */
    words: Words;
  }
}

export interface WebOptions {
  readonly db: Database;
  readonly broker: Broker;
  readonly seal: Seal;
  readonly config: Pick<Config, 'web'>;
  readonly log: Log;
  readonly onLinked: OnLinked;
  readonly nowMs?: () => EpochMs;
}

/** Every page and call the public may reach. The caller makes it listen. */
export async function createWeb(options: WebOptions): Promise<FastifyInstance> {
  const { db, broker, config, log, nowMs = Date.now } = options;
  const { publicUrl } = config.web;
  const app = fastify({
    // Our own line a request instead: an address may carry an OAuth code.
    logger: false,
    genReqId: () => randomBytes(5).toString('hex'),
    bodyLimit: 8_192,
    // https means that one proxy of ours stands in front; otherwise nobody may say whose address it is.
    trustProxy: publicUrl.startsWith('https:') ? (_address: string, hop: number) => hop === 0 : false,
  });
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error: FastifyError, request, reply) => answerError({ error, request, reply, log }));
  app.setNotFoundHandler((request, reply) => refuse({ request, reply }, { kind: 'not_found' }));
  app.decorateRequest('words', null as unknown as Words);
  app.addHook('onRequest', async (request, reply) => {
    request.words = wordsFor(null, request.headers['accept-language']);
    reply.header('cache-control', 'no-store');
  });
  await app.register(helmet, headersFor(publicUrl));
  await app.register(rateLimit, { max: 120, timeWindow: '1 minute' });
  app.addHook('preValidation', async (request, reply) => {
    if (request.method === 'POST' && request.headers.origin !== new URL(publicUrl).origin) {
      return refuse({ request, reply }, { kind: 'foreign' });
    }
    return undefined;
  });
  app.addHook('onResponse', async ({ id, method, routeOptions }, { statusCode, elapsedTime }) => {
    log.debug(
      { reqId: id, method, route: routeOptions.url ?? null, statusCode, ms: Math.round(elapsedTime) },
      'answered',
    );
  });

  const pending = createPendingCodes();
  app.addHook('onClose', async () => pending.dropAll());
  const linking = createLinking({ ...options, pending, nowMs });
  const routes = { db, oauth: broker.oauth, linking, pending, log, nowMs };
  addHealthRoutes(app, db);
  addLinkRoutes(app, routes);
  addOauthRoutes(app, { ...routes, publicUrl });
  return app;
}

function headersFor(publicUrl: string) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    hsts: publicUrl.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  } as const;
}

interface Failed {
  readonly error: FastifyError;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly log: Log;
}

/** What the sender did wrong is told and forgotten: its message could quote the body. What we did wrong is logged under an id. */
function answerError({ error, request, reply, log }: Failed): FastifyReply {
  const reportId = request.id;
  if (error instanceof ZodError) return refuse({ request, reply }, { kind: 'bad_input' });
  if (error.statusCode === 429) return refuse({ request, reply }, { kind: 'too_many', minutes: 1 });
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return reply.status(error.statusCode).send(drawProblem({ kind: 'bad_input' }, request.words));
  }
  log.error({ reportId, route: request.routeOptions.url, err: error }, 'web request failed');
  return refuse({ request, reply }, { kind: 'oops', reportId });
}
