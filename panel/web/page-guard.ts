import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type EpochMs, MINUTE_MS, SECOND_MS } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { findLinkPage } from '#io/db/link-pages.ts';
import type { Limits, Rate } from '#io/limits/limits.ts';
import type { Log } from '#io/log.ts';
import type { Seal } from '#io/seal.ts';
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
  /** Of all processes together. */
  readonly limits: Pick<Limits, 'take'>;
  readonly seal: Pick<Seal, 'fingerprint'>;
  readonly nowMs: () => EpochMs;
}

/** Thirty requests on one page at once, then three a minute: a person with a slow telephone never meets it. */
const PER_PAGE: Rate = { intervalMs: 20 * SECOND_MS, burst: 30 };
/** Tokens from one network that open nothing: whoever needs more is guessing. */
const GUESSES: Rate = { intervalMs: 30 * SECOND_MS, burst: 20 };

/** Lets an act happen on an open page only, in its person's language, and not too often. */
export function createPageGuard({ db, log, limits, seal, nowMs }: PageGuardOptions): PageGuard {
  // Neither a token that works nor anybody's address lies among the limits.
  const keyOf = (what: string, secret: string) => `${what}:${seal.fingerprint(secret).toString('base64url')}`;

  return async ({ request, reply, token }, act) => {
    const page = await findLinkPage(db, { token, nowMs: nowMs() });
    if (page.kind === 'gone') {
      const guess = await limits.take(keyOf('page-guess', normalizeIP(request.ip)), GUESSES);
      if (guess.ok) return refuse({ request, reply }, { kind: 'gone' });
      log.warn({ ip: request.ip }, 'link tokens are being guessed');
      return refuse({ request, reply }, tooMany(guess.retryAfterMs));
    }
    request.words = wordsFor(page.language, request.headers['accept-language']);
    if (page.kind !== 'open') return refuse({ request, reply }, { kind: page.kind });
    const turn = await limits.take(keyOf('page', token), PER_PAGE);
    if (!turn.ok) return refuse({ request, reply }, tooMany(turn.retryAfterMs));
    const { telegramId, firstName } = page;
    return await act({ token, telegramId, firstName, visitor: visitorOf(request) });
  };
}

function tooMany(waitMs: number): Problem {
  return { kind: 'too_many', minutes: Math.ceil(waitMs / MINUTE_MS) };
}
