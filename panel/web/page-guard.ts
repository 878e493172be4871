import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { EpochMs } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { findLinkPage } from '#io/db/link-pages.ts';
import type { Log } from '#io/log.ts';
import { type Asked, refuse } from './answer.ts';
import type { PageInHand } from './linking.ts';
import type { Problem } from './problem.ts';
import { visitorOf } from './visitor.ts';
import { wordsFor } from './words.ts';

/** A token's shape; what else a request says is checked beside it. */
export const PageToken = z.string().regex(/^[\w-]{43}$/);
/** A request that says nothing but its token. */
export const TokenOnly = z.object({ token: PageToken });

/** An open page with the name of its person. */
export interface OpenPage extends PageInHand {
  readonly firstName: string;
}

export type PageGuard = (
  asked: Asked & { readonly token: string },
  act: (page: OpenPage) => Promise<FastifyReply>,
) => Promise<FastifyReply>;

export interface PageGuardOptions {
  readonly db: Database;
  readonly log: Log;
  readonly nowMs: () => EpochMs;
}

/** Lets an act happen on an open page only, in its person's language, and not too often. */
export function createPageGuard(app: FastifyInstance, { db, log, nowMs }: PageGuardOptions): PageGuard {
  const perToken = app.createRateLimit({ max: 30, timeWindow: '10 minutes', keyGenerator: hashOfToken });
  const guesses = app.createRateLimit({ max: 20, timeWindow: '10 minutes' });

  return async ({ request, reply, token }, act) => {
    const page = await findLinkPage(db, { token, nowMs: nowMs() });
    if (page.kind === 'gone') {
      const guess = await guesses(request);
      if (guess.isAllowed || !guess.isExceeded) return refuse({ request, reply }, { kind: 'gone' });
      log.warn({ ip: request.ip }, 'link tokens are being guessed');
      return refuse({ request, reply }, tooMany(guess.ttlInSeconds));
    }
    request.words = wordsFor(page.language, request.headers['accept-language']);
    if (page.kind !== 'open') return refuse({ request, reply }, { kind: page.kind });
    const turn = await perToken(request);
    if (!turn.isAllowed && turn.isExceeded) return refuse({ request, reply }, tooMany(turn.ttlInSeconds));
    const { telegramId, firstName } = page;
    return await act({ token, telegramId, firstName, visitor: visitorOf(request) });
  };
}

function tooMany(seconds: number): Problem {
  return { kind: 'too_many', minutes: Math.max(1, Math.ceil(seconds / 60)) };
}

/** So that the limiter's memory holds no token that works. */
function hashOfToken(request: FastifyRequest): string {
  const { token } = TokenOnly.parse(request.body);
  return createHash('sha256').update(token).digest('base64url');
}
