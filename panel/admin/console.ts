import type { Router as RouterType } from 'express';
import { Router } from 'express';
import type { EpochMs } from '#engine/index.ts';
import type { Admin, AdminRole } from '#io/db/admins.ts';
import { answerPicture } from '#io/db/answer-picture.ts';
import { dashboardOf } from '#io/db/dashboard.ts';
import type { Database } from '#io/db/database.ts';
import type { QueueReader } from '#io/queues/reader.ts';
import { aboutOf } from './about.ts';
import { previewDraft } from './broadcast-draft.ts';
import { addConsoleAssets } from './console-assets.ts';
import type { Console } from './console-pages.ts';
import { exportCsv } from './export-csv.ts';
import { isKeyOf } from './keys.ts';
import { isListQuery } from './list-query.ts';
import { createQueueScreen } from './queue.ts';
import { type ResourceId, rightTo } from './rights.ts';
import { sheetOf } from './sheet-of.ts';
import { takeAct } from './take-act.ts';
import { visitOf } from './visit.ts';

interface ConsoleParts {
  readonly db: Database;
  readonly queue: QueueReader;
  readonly nowMs: () => EpochMs;
}

/**
 * The screens, behind the door: AdminJS draws and lists, we decide what it may. It is only read through here; every
 * change goes to take-act.ts. It takes a second and a hundred megabytes to load, so nobody waits for it before
 * somebody has logged in.
 */
export function createConsole({ db, queue, nowMs }: ConsoleParts): RouterType {
  const router = Router();
  const consoles = new Map<AdminRole, Promise<Console>>();

  async function consoleFor({ role }: Pick<Admin, 'role'>): Promise<Console> {
    const known = consoles.get(role);
    if (known !== undefined) return await known;
    const made = import('./console-pages.ts').then(({ openConsole }) => openConsole({ db, role }));
    consoles.set(role, made);
    made.catch(() => consoles.delete(role));
    return await made;
  }

  router.use((request, response, next) => {
    if (visitOf(response).session !== null) return next();
    if (request.method === 'GET') return void response.redirect(303, '/login');
    response.sendStatus(401);
  });
  addConsoleAssets(router);
  router.use(createQueueScreen({ queue, nowMs }));

  router.post('/api/resources/broadcasts/draft', previewDraft({ db }));
  router.post('/api/resources/:resource/records/:recordId/:act', takeAct({ db, nowMs }));
  router.post('/api/resources/:resource/actions/:act', takeAct({ db, nowMs }));

  router.get('/export/:file', exportCsv({ db, nowMs }));

  router.get('/api/dashboard', async (_request, response) => {
    response.json(await dashboardOf(db, { nowMs: nowMs() }));
  });

  router.get('/api/resources/:resource/records/:recordId/about', async (request, response) => {
    const { role } = visitOf(response).session!.admin;
    const { resource, recordId } = request.params;
    const read = aboutOf(resource, role);
    if (read === null || !isKeyOf(sheetOf(resource as ResourceId), recordId)) return void response.sendStatus(404);
    const about = await read(db, { recordId, role, nowMs: nowMs() });
    if (about === null) return void response.sendStatus(404);
    response.json(about);
  });

  router.get('/api/resources/requests/records/:recordId/picture', async (request, response) => {
    const { recordId } = request.params;
    const png = isKeyOf(sheetOf('requests'), recordId) ? await answerPicture(db, recordId) : null;
    if (png === null) return void response.sendStatus(404);
    response.type('png').send(png);
  });

  router.get('/api/resources/:resource/actions/:act', async (request, response) => {
    const { admin } = visitOf(response).session!;
    const { resource, act } = request.params;
    const right = rightTo(admin.role, { resource, act });
    if (right === 'no') return void response.sendStatus(403);
    if (right === 'unknown' || act !== 'list') return void response.sendStatus(404);
    const query = request.query as Record<string, unknown>;
    if (!isListQuery(query, { resource: resource as ResourceId, role: admin.role })) {
      return void response.sendStatus(400);
    }
    const shown = await consoleFor(admin);
    response.json(await shown.list({ resource, query, visit: visitOf(response) }));
  });

  router.get('/api/resources/:resource/records/:recordId/:act', async (request, response) => {
    const { admin } = visitOf(response).session!;
    const { resource, recordId, act } = request.params;
    const right = rightTo(admin.role, { resource, act });
    if (right === 'no') return void response.sendStatus(403);
    if (right === 'unknown' || act === 'list') return void response.sendStatus(404);
    if (!isKeyOf(sheetOf(resource as ResourceId), recordId)) return void response.sendStatus(404);
    const shown = await consoleFor(admin);
    const record = await shown.record({ resource, recordId, visit: visitOf(response) });
    if (record === null) return void response.sendStatus(404);
    response.json(record);
  });

  router.get(/^(?:\/|\/resources\/.*|\/pages\/queue)?$/, async (_request, response) => {
    const visit = visitOf(response);
    const shown = await consoleFor(visit.session!.admin);
    response.send(await shown.page(visit));
  });
  return router;
}
