import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { EpochMs } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { findExport, openExport, spendExport } from '#io/db/export-files.ts';
import type { Log } from '#io/log.ts';
import { EXPORT_WORDS } from './export-words.ts';
import { drawExportPage, EXPORT_SCRIPT } from './page.ts';
import { PageToken, TokenOnly } from './page-guard.ts';
import { wordsFor } from './words.ts';

const Ticket = z.object({ ticket: PageToken });

/**
 * Where people fetch their data. The link opens once: it is changed for a ticket that leads to the file for a few
 * minutes, because telephones ask for a file twice.
 */
export function addExportRoutes(
  app: FastifyInstance,
  { db, log, nowMs }: { db: Database; log: Log; nowMs: () => EpochMs },
): void {
  const guesses = app.createRateLimit({ max: 20, timeWindow: '10 minutes' });

  // The same to everybody, and it changes nothing: previews may look.
  app.get('/export', async (request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(drawExportPage(request.words.locale, EXPORT_WORDS[request.words.language])),
  );
  app.get('/export/export.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(EXPORT_SCRIPT),
  );

  app.post('/export/look', async (request, reply) => {
    const { token } = TokenOnly.parse(request.body);
    const found = await findExport(db, { token, nowMs: nowMs() });
    if (found.kind === 'gone') return await sayGone(request, reply);
    request.words = wordsFor(found.language, request.headers['accept-language']);
    if (found.kind === 'used') return sayNo(request, reply, 'used');
    const { language, locale } = request.words;
    return await reply.send({ kind: 'open', language, locale, bytes: found.bytes, words: EXPORT_WORDS[language] });
  });

  app.post('/export/spend', async (request, reply) => {
    const { token } = TokenOnly.parse(request.body);
    const found = await findExport(db, { token, nowMs: nowMs() });
    if (found.kind === 'gone') return await sayGone(request, reply);
    request.words = wordsFor(found.language, request.headers['accept-language']);
    const ticket = await spendExport(db, { token, nowMs: nowMs() });
    return ticket === null
      ? sayNo(request, reply, 'used')
      : await reply.send({ kind: 'ready', url: `/export/file/${ticket}` });
  });

  app.get('/export/file/:ticket', async (request, reply) => {
    const { ticket } = Ticket.parse(request.params);
    const file = await openExport(db, { ticket, nowMs: nowMs() });
    if (file === null) return await sayGone(request, reply);
    return await reply
      .type('application/zip')
      .header('content-length', file.bytes)
      .header('content-disposition', 'attachment; filename="catalogador.zip"')
      .send(Readable.from(file.parts));
  });

  async function sayGone(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const guess = await guesses(request);
    if (guess.isAllowed || !guess.isExceeded) return sayNo(request, reply, 'gone');
    log.warn({ ip: request.ip }, 'tokens of people’s data are being guessed');
    return sayNo(request, reply, 'tooMany');
  }
}

const STATUS = { gone: 410, used: 410, tooMany: 429 } as const;

function sayNo({ words }: FastifyRequest, reply: FastifyReply, kind: keyof typeof STATUS): FastifyReply {
  return reply.status(STATUS[kind]).send({ kind, text: EXPORT_WORDS[words.language][kind] });
}
