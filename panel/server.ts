import { randomBytes } from 'node:crypto';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { type FastifyError, type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { ZodError } from 'zod';
import type { EpochMs } from '#engine/index.ts';
import type { Broker } from '#io/broker/broker.ts';
import type { Config } from '#io/config/config.ts';
import type { Database } from '#io/db/database.ts';
import type { Events } from '#io/events.ts';
import type { Limits } from '#io/limits/limits.ts';
import type { Log } from '#io/log.ts';
import type { Seal } from '#io/seal.ts';
import { withTrace } from '#io/trace.ts';
import type { Readiness } from '#io/watch/readiness.ts';
import { type Asked, refuse, showHome, showProblem } from './web/answer.ts';
import { addExportRoutes } from './web/export.ts';
import { addHealthRoutes } from './web/health.ts';
import { addLinkRoutes } from './web/link.ts';
import { createLinking, type OnLinked } from './web/linking.ts';
import { addOauthRoutes } from './web/oauth.ts';
import { createPageGuard } from './web/page-guard.ts';
import { createPendingCodes } from './web/pending-codes.ts';
import type { Problem } from './web/problem.ts';
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
  /** Of all processes together. */
  readonly limits: Pick<Limits, 'take'>;
  readonly config: Pick<Config, 'web'>;
  readonly log: Log;
  readonly events: Pick<Events, 'pageAnswered' | 'linkTried'>;
  readonly readiness: () => Promise<Readiness>;
  readonly onLinked: OnLinked;
  readonly nowMs?: () => EpochMs;
}

/** Every page and call the public may reach. The caller makes it listen. */
export async function createWeb(options: WebOptions): Promise<FastifyInstance> {
  const { db, broker, config, log, events, nowMs = Date.now } = options;
  const { publicUrl } = config.web;
  const app = fastify({
    // Our own line a request instead: an address may carry an OAuth code.
    logger: false,
    genReqId: () => randomBytes(5).toString('hex'),
    bodyLimit: 8_192,
    // Otherwise an address like `/%zz` is answered before our headers are on.
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : '/unreadable'),
    // https means that one proxy of ours stands in front; otherwise nobody may say whose address it is.
    trustProxy: publicUrl.startsWith('https:') ? (_address: string, hop: number) => hop === 0 : false,
  });
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error: FastifyError, request, reply) => answerError({ error, request, reply, log }));
  app.setNotFoundHandler((request, reply) => sayNo({ request, reply }, { kind: 'not_found' }));
  app.decorateRequest('words', null as unknown as Words);
  // All that a request makes us say carries its id.
  app.addHook('onRequest', (request, _reply, done) => withTrace(request.id, done));
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
    events.pageAnswered({ reqId: id, method, route: routeOptions.url ?? null, statusCode, ms: elapsedTime });
  });

  const pending = createPendingCodes({ db, nowMs });
  const linking = createLinking({ ...options, pending, nowMs });
  const withPage = createPageGuard({ ...options, nowMs });
  addHealthRoutes(app, options.readiness);
  app.get('/', async (request, reply) => showHome({ request, reply }));
  addLinkRoutes(app, { linking, pending, withPage, hasOauth: broker.oauth !== null, publicUrl });
  addExportRoutes(app, { db, log, nowMs });
  if (broker.oauth) addOauthRoutes(app, { db, oauth: broker.oauth, linking, withPage, log, nowMs, publicUrl });
  return app;
}

function isReadable(url: string): boolean {
  try {
    decodeURI(url);
    return true;
  } catch {
    return false;
  }
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

/** What the sender did wrong is told and forgotten: its message could quote the body. What we did wrong is logged under an id. */
function answerError({ error, log, ...asked }: Asked & { error: FastifyError; log: Log }): FastifyReply {
  const { id: reportId, routeOptions } = asked.request;
  const { statusCode: status = 500 } = error;
  if (error instanceof ZodError) return sayNo(asked, { kind: 'bad_input' });
  if (status === 429) return sayNo(asked, { kind: 'too_many', minutes: 1 });
  if (status < 500) return refuse({ ...asked, status }, { kind: 'bad_input' });
  log.error({ reportId, route: routeOptions.url, err: error }, 'web request failed');
  return sayNo(asked, { kind: 'oops', reportId });
}

/** A person who came with a browser reads a page, a script reads JSON. */
function sayNo(asked: Asked, problem: Problem): FastifyReply {
  const isVisitor = asked.request.headers.accept?.includes('text/html') ?? false;
  return isVisitor ? showProblem(asked, problem) : refuse(asked, problem);
}
