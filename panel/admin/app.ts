import express, { type ErrorRequestHandler, type Express, Router } from 'express';
import type { EpochMs } from '#engine/index.ts';
import type { PanelContext } from '#io/panel-context.ts';
import { addAssets } from './assets.ts';
import { createConsole } from './console.ts';
import { createCookies } from './cookies.ts';
import { dressAnswer, MOST_BYTES, refuseStrangeRequests, refuseWithoutToken } from './guards.ts';
import { drawProblem } from './pages.ts';
import { addSetUpRoutes } from './set-up.ts';
import { addSignInRoutes } from './sign-in.ts';
import { meetVisitor, visitOf } from './visit.ts';
import { wordsFor } from './words.ts';

export type PanelOptions = Pick<PanelContext, 'config' | 'db' | 'queue' | 'seal' | 'key' | 'log' | 'events'> & {
  readonly nowMs?: () => EpochMs;
};

/** The panel: everything its admins may reach, the guards outermost. The caller makes it listen. */
export function createPanel({ nowMs = Date.now, ...context }: PanelOptions): Express {
  const { config, db, queue, seal, key, log, events } = context;
  const { publicUrl } = config;
  const isHttps = publicUrl.startsWith('https:');
  const cookies = createCookies({ isHttps });
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // https means that one proxy of ours stands in front; otherwise nobody may say whose address it is.
  app.set('trust proxy', isHttps ? 1 : false);

  app.use((request, response, next) => {
    const startedMs = performance.now();
    response.on('close', () => {
      const { requestId: reqId } = response.locals;
      const route = (request.route as { path?: string } | undefined)?.path ?? null;
      const { statusCode } = response;
      events.pageAnswered({ reqId, method: request.method, route, statusCode, ms: performance.now() - startedMs });
    });
    next();
  });
  app.use(dressAnswer({ isHttps }));
  app.use(refuseStrangeRequests(publicUrl));
  addAssets(app);
  app.use(express.json({ limit: MOST_BYTES, strict: true }));
  app.use(express.urlencoded({ limit: MOST_BYTES, extended: false }));
  app.use(meetVisitor({ db, key, cookies, nowMs }));
  app.use(refuseWithoutToken);

  const door = Router();
  addSignInRoutes(door, { db, seal, cookies, log, nowMs });
  addSetUpRoutes(door, { db, seal, cookies, log, nowMs });
  app.use(door);
  app.use('/admin', createConsole({ db, queue, nowMs }));
  app.get('/', (_request, response) => response.redirect(303, '/admin'));
  app.use((_request, response) => {
    response.status(404).send(drawProblem(visitOf(response), visitOf(response).words.notFound));
  });

  const sayNothingOfTheInside: ErrorRequestHandler = (error, request, response, _next) => {
    const { requestId } = response.locals;
    const status = (error as { status?: unknown }).status;
    const words = wordsFor(request.headers['accept-language']);
    if (typeof status === 'number' && status >= 400 && status < 500) return void response.sendStatus(status);
    log.error({ err: error, requestId }, 'panel request failed');
    response.status(500).send(drawProblem({ words }, words.oops(requestId)));
  };
  app.use(sayNothingOfTheInside);
  return app;
}
