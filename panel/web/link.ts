import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerStep } from './answer.ts';
import type { Linking } from './linking.ts';
import { drawLinkPage, STATIC_FILES } from './page.ts';
import { type PageGuard, PageToken, TokenOnly } from './page-guard.ts';
import type { PendingCodes } from './pending-codes.ts';

export interface LinkRoutesOptions {
  readonly linking: Linking;
  readonly pending: PendingCodes;
  readonly withPage: PageGuard;
  /** Whether the page offers the broker's own sign-in page as well. */
  readonly hasOauth: boolean;
}

const Login = z.object({
  token: PageToken,
  identifier: z.string().trim().min(1).max(254),
  // Sent on as typed: a space or a line break may be part of it.
  password: z.string().min(1).max(1024),
});
const Code = z.object({ token: PageToken, code: z.string().trim().min(1).max(32) });

/** The one-time page and what its script may ask. */
export function addLinkRoutes(app: FastifyInstance, { linking, pending, withPage, hasOauth }: LinkRoutesOptions): void {
  // The token is not in the path, so this shows the same to everybody and changes nothing: previews may look.
  app.get('/link', async (request, reply) => reply.type('text/html; charset=utf-8').send(drawLinkPage(request.words)));
  for (const { path, type, body } of STATIC_FILES) {
    app.get(path, async (_request, reply) => reply.type(type).send(body));
  }

  app.post('/link/open', async (request, reply) => {
    const { token } = TokenOnly.parse(request.body);
    return await withPage({ request, reply, token }, async ({ firstName }) => {
      const { language, page: words } = request.words;
      // Reading the e-mail with the code may have cost a phone the page: it goes on where it was.
      const method = pending.find(token)?.challenge.method ?? null;
      return reply.send({ kind: 'open', firstName, language, oauth: hasOauth, method, words });
    });
  });

  app.post('/link/login', async (request, reply) => {
    const { token, ...credentials } = Login.parse(request.body);
    return await withPage({ request, reply, token }, async (page) =>
      answerStep({ request, reply }, await linking.login(page, credentials)),
    );
  });

  app.post('/link/code', async (request, reply) => {
    const { token, code } = Code.parse(request.body);
    return await withPage({ request, reply, token }, async (page) =>
      answerStep({ request, reply }, await linking.submitCode(page, code)),
    );
  });

  app.post('/link/code/resend', async (request, reply) => {
    const { token } = TokenOnly.parse(request.body);
    return await withPage({ request, reply, token }, async (page) =>
      answerStep({ request, reply }, await linking.resendCode(page)),
    );
  });
}
