import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EpochMs } from '#engine/index.ts';
import type { BrokerOauth } from '#io/broker/broker.ts';
import type { Database } from '#io/db/database.ts';
import { findLinkPage } from '#io/db/link-pages.ts';
import type { Log } from '#io/log.ts';
import { showLinked, showProblem } from './answer.ts';
import { browserCookie } from './browser-cookie.ts';
import type { Linking, LinkOutcome } from './linking.ts';
import { createOauthJourneys } from './oauth-journeys.ts';
import { type PageGuard, TokenOnly } from './page-guard.ts';
import type { Problem } from './problem.ts';
import { visitorOf } from './visitor.ts';
import { wordsFor } from './words.ts';

export interface OauthRoutesOptions {
  readonly db: Database;
  readonly oauth: BrokerOauth;
  readonly linking: Linking;
  readonly withPage: PageGuard;
  readonly log: Log;
  readonly nowMs: () => EpochMs;
  /** The address people open, without a trailing slash. */
  readonly publicUrl: string;
}

/** The broker sends a code, or an error; both with our state. */
const Back = z.object({
  state: z.string().max(200),
  code: z.string().min(1).max(2_000).optional(),
  error: z.string().max(200).optional(),
});

/** Signing in on the broker's own page: OAuth 2 with PKCE, bound to the link page and to the browser that set out. */
export function addOauthRoutes(app: FastifyInstance, options: OauthRoutesOptions): void {
  const { db, oauth, linking, withPage, log, nowMs, publicUrl } = options;
  const journeys = createOauthJourneys({ db, nowMs });
  const redirectUri = `${publicUrl}/link/oauth/callback`;
  const cookie = browserCookie({ name: 'link', publicUrl, lifeSeconds: 600, sameSite: 'Lax' });

  app.post('/link/oauth', async (request, reply) => {
    const { token } = TokenOnly.parse(request.body);
    return await withPage({ request, reply, token }, async (page) => {
      const { state, browserKey, codeChallenge } = await journeys.begin(page);
      reply.header('set-cookie', cookie.write(browserKey));
      return reply.send({ kind: 'away', authorizeUrl: oauth.authorizeUrl({ redirectUri, state, codeChallenge }) });
    });
  });

  // A GET that acts, as OAuth has it: the state works once and only with the cookie of the browser that set out.
  app.get('/link/oauth/callback', async (request, reply) => {
    const asked = { request, reply };
    reply.header('set-cookie', cookie.erase());
    const back = Back.safeParse(request.query);
    const journey = back.success
      ? await journeys.finish({ state: back.data.state, browserKey: cookie.read(request) })
      : null;
    if (!back.success || journey === null) {
      log.warn({ ip: request.ip }, 'an OAuth answer came back with a state that is not this browser’s');
      return showProblem(asked, { kind: 'oauth_stranger' });
    }
    const { pageToken: token, codeVerifier } = journey;
    const page = await findLinkPage(db, { token, nowMs: nowMs() });
    if (page.kind !== 'gone') request.words = wordsFor(page.language, request.headers['accept-language']);
    if (page.kind !== 'open') return showProblem(asked, { kind: page.kind });
    const { code } = back.data;
    if (code === undefined) return showProblem(asked, { kind: 'oauth_refused' });
    const answer = await oauth.exchange({ code, redirectUri, codeVerifier });
    const outcome = await linking.conclude({ token, telegramId: page.telegramId, visitor: visitorOf(request) }, answer);
    return outcome.kind === 'linked' ? showLinked(asked, outcome) : showProblem(asked, withoutForm(outcome));
  });
}

/** Words about a form make no sense to somebody who never saw one. */
function withoutForm(outcome: Exclude<LinkOutcome, { kind: 'linked' }>): Problem {
  switch (outcome.kind) {
    case 'second_factor':
    case 'wrong_credentials':
    case 'wrong_code':
      return { kind: 'oauth_refused' };
    default:
      return outcome;
  }
}
