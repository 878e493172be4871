import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { EpochMs } from '#engine/index.ts';
import type { BrokerOauth } from '#io/broker/broker.ts';
import type { Database } from '#io/db/database.ts';
import { findLinkPage } from '#io/db/link-pages.ts';
import type { Log } from '#io/log.ts';
import type { Linking, LinkOutcome, PageInHand } from './linking.ts';
import { formatMoney } from './money.ts';
import { drawLinkPage, STATIC_FILES } from './page.ts';
import type { PendingCodes } from './pending-codes.ts';
import { drawProblem, PROBLEM_STATUS, type Problem } from './problem.ts';
import { type Words, wordsFor } from './words.ts';

export interface LinkRoutesOptions {
  readonly db: Database;
  readonly oauth: BrokerOauth | null;
  readonly linking: Linking;
  readonly pending: PendingCodes;
  readonly log: Log;
  readonly nowMs: () => EpochMs;
}

const Token = z.string().regex(/^[\w-]{43}$/);
const Opening = z.object({ token: Token });
const Login = z.object({
  token: Token,
  identifier: z.string().trim().min(1).max(254),
  // Sent on as typed: a space or a line break may be part of it.
  password: z.string().min(1).max(1024),
});
const Code = z.object({ token: Token, code: z.string().trim().min(1).max(32) });

/** The one-time page and the four things it may ask. */
export function addLinkRoutes(app: FastifyInstance, options: LinkRoutesOptions): void {
  const { oauth, linking, pending } = options;
  const withPage = createPageGuard(app, options);

  // The token is not in the path, so this shows the same to everybody and changes nothing: previews may look.
  app.get('/link', async (request, reply) => reply.type('text/html; charset=utf-8').send(drawLinkPage(request.words)));
  for (const { path, type, body } of STATIC_FILES) {
    app.get(path, async (_request, reply) => reply.type(type).send(body));
  }

  app.post('/link/open', async (request, reply) => {
    const { token } = Opening.parse(request.body);
    return await withPage({ request, reply, token }, async ({ firstName }) => {
      const { language, page: words } = request.words;
      const method = pending.find(token)?.challenge.method ?? null;
      return { kind: 'open', firstName, language, oauth: oauth !== null, method, words };
    });
  });

  app.post('/link/login', async (request, reply) => {
    const { token, ...credentials } = Login.parse(request.body);
    return await withPage({ request, reply, token }, async (page) => linking.login(page, credentials));
  });

  app.post('/link/code', async (request, reply) => {
    const { token, code } = Code.parse(request.body);
    return await withPage({ request, reply, token }, async (page) => linking.submitCode(page, code));
  });

  app.post('/link/code/resend', async (request, reply) => {
    const { token } = Opening.parse(request.body);
    return await withPage({ request, reply, token }, async (page) => linking.resendCode(page));
  });
}

interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly token: string;
}

type Act = (
  page: PageInHand & { readonly firstName: string },
) => Promise<LinkOutcome | { readonly kind: 'open' | 'away' }>;

/** Lets an act happen on an open page only, in its person's language, and not too often. */
export function createPageGuard(app: FastifyInstance, { db, log, nowMs }: LinkRoutesOptions) {
  const perToken = app.createRateLimit({ max: 30, timeWindow: '10 minutes', keyGenerator: tokenKey });
  const guesses = app.createRateLimit({ max: 20, timeWindow: '10 minutes' });

  return async ({ request, reply, token }: Asked, act: Act): Promise<FastifyReply> => {
    const page = await findLinkPage(db, { token, nowMs: nowMs() });
    if (page.kind === 'gone') {
      const guess = await guesses(request);
      if (guess.isAllowed || !guess.isExceeded) return refuse({ request, reply }, { kind: 'gone' });
      log.warn({ ip: request.ip }, 'link tokens are being guessed');
      return refuse({ request, reply }, tooMany(guess.ttlInSeconds));
    }
    request.words = wordsFor(page.language, request.headers['accept-language']);
    if (page.kind !== 'open') return refuse({ request, reply }, page);
    const turn = await perToken(request);
    if (!turn.isAllowed && turn.isExceeded) return refuse({ request, reply }, tooMany(turn.ttlInSeconds));
    const { telegramId, firstName } = page;
    return present({ request, reply }, await act({ token, telegramId, firstName }));
  };
}

function present(asked: Pick<Asked, 'request' | 'reply'>, outcome: Awaited<ReturnType<Act>>): FastifyReply {
  switch (outcome.kind) {
    case 'open':
    case 'away':
    case 'second_factor':
      return asked.reply.send(outcome);
    case 'linked':
      return asked.reply.send({ kind: 'linked', ...showAccount(outcome, asked.request.words) });
    default:
      return refuse(asked, outcome);
  }
}

/** Says no, in the person's language, with the status that fits. */
export function refuse({ request, reply }: Pick<Asked, 'request' | 'reply'>, problem: Problem): FastifyReply {
  if ('minutes' in problem) reply.header('retry-after', problem.minutes * 60);
  return reply.status(PROBLEM_STATUS[problem.kind]).send(drawProblem(problem, request.words));
}

/** The account as the page shows it. */
export function showAccount(
  { displayName, practiceBalance }: Extract<LinkOutcome, { kind: 'linked' }>,
  words: Words,
): { account: string; practice: string | null } {
  return { account: displayName, practice: practiceBalance && formatMoney(practiceBalance, words) };
}

function tooMany(seconds: number): Problem {
  return { kind: 'too_many', minutes: Math.max(1, Math.ceil(seconds / 60)) };
}

/** Hashed, so that the limiter's memory holds no token that works. */
function tokenKey(request: FastifyRequest): string {
  const { token } = Opening.parse(request.body);
  return createHash('sha256').update(token).digest('base64url');
}
