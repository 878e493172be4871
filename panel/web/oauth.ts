import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findLinkPage } from '#io/db/link-pages.ts';
import { createPageGuard, type LinkRoutesOptions, showAccount } from './link.ts';
import type { LinkOutcome } from './linking.ts';
import { createOauthJourneys } from './oauth-journeys.ts';
import { drawResultPage } from './page.ts';
import { PROBLEM_STATUS, type Problem, tellProblem } from './problem.ts';
import { wordsFor } from './words.ts';

export interface OauthRoutesOptions extends LinkRoutesOptions {
  /** The address people open, without a trailing slash. */
  readonly publicUrl: string;
}

const Opening = z.object({ token: z.string().regex(/^[\w-]{43}$/) });
/** The broker sends a code, or an error; both with our state. */
const Back = z.object({
  state: z.string().max(200),
  code: z.string().min(1).max(2_000).optional(),
  error: z.string().max(200).optional(),
});

/** Signing in on the broker's own page: OAuth 2 with PKCE, bound to the link page and to the browser that set out. */
export function addOauthRoutes(app: FastifyInstance, options: OauthRoutesOptions): void {
  const { db, oauth, linking, log, nowMs, publicUrl } = options;
  if (oauth === null) return;
  const journeys = createOauthJourneys(nowMs);
  const withPage = createPageGuard(app, options);
  const redirectUri = `${publicUrl}/link/oauth/callback`;
  const cookie = cookieFor(publicUrl);

  app.post('/link/oauth', async (request, reply) => {
    const { token } = Opening.parse(request.body);
    return await withPage({ request, reply, token }, async () => {
      const { state, browserKey, codeChallenge } = journeys.begin(token);
      reply.header('set-cookie', cookie.write(browserKey));
      return { kind: 'away', authorizeUrl: oauth.authorizeUrl({ redirectUri, state, codeChallenge }) };
    });
  });

  // A GET that acts, as OAuth has it: the state works once and only with the cookie of the browser that set out.
  app.get('/link/oauth/callback', async (request, reply) => {
    reply.header('set-cookie', cookie.erase());
    const back = Back.safeParse(request.query);
    const journey = back.success ? journeys.finish({ state: back.data.state, browserKey: cookie.read(request) }) : null;
    if (!back.success || journey === null) {
      log.warn({ ip: request.ip }, 'an OAuth answer came back with a state that is not this browser’s');
      return show({ request, reply }, { kind: 'oauth_stranger' });
    }
    const { pageToken: token, codeVerifier } = journey;
    const page = await findLinkPage(db, { token, nowMs: nowMs() });
    if (page.kind === 'gone') return show({ request, reply }, page);
    request.words = wordsFor(page.language, request.headers['accept-language']);
    if (page.kind !== 'open') return show({ request, reply }, page);
    const { code } = back.data;
    if (code === undefined) return show({ request, reply }, { kind: 'oauth_refused' });
    const answer = await oauth.exchange({ code, redirectUri, codeVerifier });
    return show({ request, reply }, await linking.conclude({ token, telegramId: page.telegramId }, answer));
  });
}

function show(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  outcome: LinkOutcome,
): FastifyReply {
  const { words } = request;
  reply.type('text/html; charset=utf-8');
  if (outcome.kind === 'linked') {
    const { account, practice } = showAccount(outcome, words);
    const figures = [`${words.page.account}: ${account}`, practice && `${words.page.practice}: ${practice}`];
    const lines = [...figures.filter((line) => line !== null), words.page.done];
    return reply.send(drawResultPage(words, { title: words.page.doneTitle, lines, isGood: true }));
  }
  const problem = withoutForm(outcome);
  const lines = [tellProblem(problem, words)];
  return reply
    .status(PROBLEM_STATUS[problem.kind])
    .send(drawResultPage(words, { title: words.page.stopTitle, lines, isGood: false }));
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

/** Over plain http (a developer's machine) browsers refuse the `__Host-` prefix, which demands Secure. */
function cookieFor(publicUrl: string) {
  const isSecure = publicUrl.startsWith('https:');
  const name = isSecure ? '__Host-link' : 'link';
  const manners = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  return {
    write: (value: string) => `${name}=${value}; Max-Age=600; ${manners}`,
    erase: () => `${name}=; Max-Age=0; ${manners}`,
    read: ({ headers }: FastifyRequest) =>
      headers.cookie
        ?.split(';')
        .map((pair) => pair.trim())
        .find((pair) => pair.startsWith(`${name}=`))
        ?.slice(name.length + 1) ?? '',
  };
}
