import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { AppControllerRoute, BullBoardQueues, IServerAdapter, UIConfig } from '@bull-board/api/typings/app';
import type { Queue } from 'bullmq';
import express, { Router, type Router as RouterType } from 'express';
import type { JobData } from '#io/queues/jobs.ts';
import { scrub } from '#io/scrub.ts';
import { visitOf } from './visit.ts';

/** Where it stands in the panel. */
export const BOARD_PATH = '/admin/queue';

/**
 * The queue as bull-board shows it, to be looked at and nothing else: of its routes only those that read are there at
 * all. Of a job it tells the id that the job carries; of a failure what went wrong, without its way through our code.
 */
export function createQueueBoard(queue: Queue<JobData>): RouterType {
  const adapter = new BullMQAdapter(queue, { readOnlyMode: true, displayName: 'catalogador' });
  adapter.setFormatter('data', (data) => ({ subject: String((data as Partial<JobData> | null)?.subject ?? '') }));
  adapter.setFormatter('returnValue', () => undefined);
  const { router, mount } = createMount();
  const uiConfig = { boardTitle: 'Catalogador', hideDocsLink: true, hideRedisDetails: true, showMetrics: false };
  createBullBoard({ queues: [adapter], serverAdapter: mount, options: { uiConfig } });
  return router;
}

/** What bull-board hangs itself up on. Its own one would mount what changes jobs, too. */
function createMount(): { router: RouterType; mount: IServerAdapter } {
  const router = Router();
  let queues: BullBoardQueues = new Map();
  let uiConfig: UIConfig = {};
  let template = '';
  const mount: IServerAdapter = {
    setQueues(all) {
      queues = all;
      return mount;
    },
    setViewsPath(folder) {
      template = readFileSync(join(folder, 'index.ejs'), 'utf8');
      return mount;
    },
    setStaticPath(route, folder) {
      router.use(route, express.static(folder, { index: false }));
      return mount;
    },
    setUIConfig(config) {
      uiConfig = config;
      return mount;
    },
    setEntryRoute({ route, handler }) {
      router.get(route, (_request, response) => {
        const { locale } = visitOf(response).words;
        const lng = locale === 'en' ? 'en-US' : locale;
        const back = [{ text: `← ${visitOf(response).words.back}`, url: '/admin/pages/queue' }];
        const shown = { ...uiConfig, locale: { lng }, miscLinks: back };
        const { params } = handler({ basePath: BOARD_PATH, uiConfig: shown });
        // Its page says where its files lie; no other page of ours may.
        const policy = String(response.get('content-security-policy'));
        response.set('content-security-policy', policy.replace("base-uri 'none'", "base-uri 'self'"));
        response.send(fill(template, params as Readonly<Record<string, string>>));
      });
      return mount;
    },
    // Errors are told by whoever tells those of all pages.
    setErrorHandler: () => mount,
    setApiRoutes(routes) {
      for (const route of routes) if (route.method === 'get') addReading(route);
      return mount;
    },
  };
  return { router, mount };

  function addReading({ route, handler }: AppControllerRoute): void {
    router.get(route, async ({ query, params }, response) => {
      const { status = 200, body } = await handler({ queues, uiConfig, query, params, body: {}, headers: {} });
      response.status(status).type('json').send(JSON.stringify(body, withoutInside));
    });
  }
}

/** Its template in its own small language; nothing from elsewhere. */
function fill(template: string, params: Readonly<Record<string, string>>): string {
  return template
    .replace(/<%[=-] (\w+) %>/g, (_all, name: string) => params[name] ?? '')
    .replace(/<link [^>]*fonts\.googleapis\.com[^>]*>/g, '');
}

function withoutInside(name: string, value: unknown): unknown {
  if (name === 'stacktrace') return [];
  return name === 'failedReason' && typeof value === 'string' ? scrub(value) : value;
}
