import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Asked, answerStep } from './answer.ts';
import { browserCookie } from './browser-cookie.ts';
import type { FormInHand, Linking, LinkOutcome, PageInHand } from './linking.ts';
import { drawLinkPage, STATIC_FILES } from './page.ts';
import { type PageGuard, PageToken, TokenOnly } from './page-guard.ts';
import type { PendingCodes } from './pending-codes.ts';

export interface LinkRoutesOptions {
  readonly linking: Linking;
  readonly pending: PendingCodes;
  readonly withPage: PageGuard;
  /** Whether the page offers the broker's own sign-in page as well. */
  readonly hasOauth: boolean;
  /** The address people open, without a trailing slash. */
  readonly publicUrl: string;
}

const Login = z.object({
  token: PageToken,
  identifier: z.string().trim().min(1).max(254),
  // Sent on as typed: a space or a line break may be part of it.
  password: z.string().min(1).max(1024),
});
const Code = z.object({ token: PageToken, code: z.string().trim().min(1).max(32) });

/** The one-time page and what its script may ask. */
export function addLinkRoutes(app: FastifyInstance, options: LinkRoutesOptions): void {
  const { linking, pending, withPage, hasOauth, publicUrl } = options;
  const cookie = browserCookie({ name: 'link-code', publicUrl, lifeSeconds: 300, sameSite: 'Strict' });

  /** A step of the form: the browser keeps what the next one needs for as long as there is one. */
  async function step(asked: Asked & { page: PageInHand }, act: (form: FormInHand) => Promise<LinkOutcome>) {
    const form: FormInHand = { ...asked.page, kept: cookie.read(asked.request) };
    const outcome = await act(form);
    if (outcome.kind === 'second_factor') asked.reply.header('set-cookie', cookie.write(form.kept));
    if (outcome.kind === 'linked') asked.reply.header('set-cookie', cookie.erase());
    return answerStep(asked, outcome);
  }

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
      const waiting = await pending.find({ token, kept: cookie.read(request) });
      const method = waiting?.challenge.method ?? null;
      return reply.send({ kind: 'open', firstName, language, oauth: hasOauth, method, words });
    });
  });

  app.post('/link/login', async (request, reply) => {
    const { token, ...credentials } = Login.parse(request.body);
    return await withPage({ request, reply, token }, async (page) =>
      step({ request, reply, page }, (form) => linking.login(form, credentials)),
    );
  });

  app.post('/link/code', async (request, reply) => {
    const { token, code } = Code.parse(request.body);
    return await withPage({ request, reply, token }, async (page) =>
      step({ request, reply, page }, (form) => linking.submitCode(form, code)),
    );
  });

  app.post('/link/code/resend', async (request, reply) => {
    const { token } = TokenOnly.parse(request.body);
    return await withPage({ request, reply, token }, async (page) =>
      step({ request, reply, page }, linking.resendCode),
    );
  });
}
