import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LoginResult } from './accounts.ts';
import { authorizeRequestOf, createOauthServer, type OauthServer } from './oauth.ts';
import { oauthPage } from './oauth-page.ts';
import type { World } from './world.ts';

const MAX_BODY_BYTES = 64 * 1024;

interface Answer {
  readonly status: number;
  readonly json?: object;
  readonly html?: string;
  readonly headers?: Record<string, string>;
}

interface Question {
  readonly world: World;
  readonly oauth: OauthServer;
  readonly url: URL;
  readonly text: string;
  readonly body: Record<string, unknown>;
  readonly ssid: string;
}

type Route = (question: Question) => Answer;

/** By method and path; a leading `/api` is dropped, as both hosts of the platform serve the same calls. */
const ROUTES: Readonly<Record<string, Route>> = {
  'POST /v2/login': login,
  'POST /v2/verify/2fa': verify,
  'POST /v2/logout': logout,
  'POST /v1/logout': logout,
  'POST /v1.0/logout': logout,
  'GET /v4/check-session': checkSession,
  'GET /auth/oauth.v5/authorize': authorize,
  'POST /auth/oauth.v5/authorize': authorizeLogin,
  'POST /auth/oauth.v5/token': ({ oauth, body }) => {
    const { status, body: json } = oauth.token(body);
    return { status, json };
  },
  'GET /lang/route-translations': translations,
  'GET /sim/log': ({ world }) => ({ status: 200, json: world.log.counts() }),
  'GET /sim/faults': ({ world }) => ({ status: 200, json: world.faults.current }),
  'POST /sim/faults': setFaults,
  'DELETE /sim/faults': ({ world }) => {
    world.faults.clear();
    return { status: 200, json: world.faults.current };
  },
};

/** The HTTP half of the simulator: logins, OAuth, translations, and its own switches under `/sim`. */
export function createHttp(world: World) {
  const oauth = createOauthServer(world);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const path = url.pathname.replace(/^\/api(?=\/)/, '');
    const route = ROUTES[`${request.method} ${path}`];
    world.log.add(path.split('/').at(-1) ?? '');
    const text = await readText(request);
    if (text === null) return write(response, { status: 413, json: { code: 'too_large' } });
    if (!route) return write(response, { status: 404, json: { code: 'not_found', message: `No route ${path}` } });
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
    const body = isForm ? Object.fromEntries(new URLSearchParams(text)) : parseJson(text);
    if (body === null) return write(response, { status: 400, json: { code: 'bad_request', message: 'Not JSON' } });
    const ssid = /(?:^|;\s*)ssid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    return write(response, route({ world, oauth, url, text, body, ssid }));
  };
}

function login({ world, body }: Question): Answer {
  const { identifier, password, token } = body;
  if (typeof identifier !== 'string' || typeof password !== 'string') {
    return { status: 400, json: { code: 'bad_request', message: 'identifier and password are required' } };
  }
  const result = world.accounts.login(identifier, password, typeof token === 'string' ? token : undefined);
  return loginAnswer(world, result);
}

function loginAnswer(world: World, result: LoginResult): Answer {
  switch (result.kind) {
    case 'in': {
      const ssid = world.accounts.openSession(result.userId);
      const created_at = Math.floor(world.nowMs() / 1000);
      const json = {
        code: 'success',
        ssid,
        user_id: result.userId,
        company_id: 15,
        created_at,
        token: `tk-${created_at}`,
      };
      return { status: 200, json, headers: { 'Set-Cookie': `ssid=${ssid}; Path=/; Max-Age=2592000; HttpOnly` } };
    }
    case 'second_factor': {
      const available_methods = ['email', 'sms'];
      return { status: 200, json: { code: 'verify', method: 'email', token: result.token, available_methods } };
    }
    case 'wrong':
      return { status: 401, json: { code: 'invalid_credentials', message: 'Wrong login or password' } };
    case 'limited': {
      const message = `Too many requests, retry in ${Math.ceil(result.ttl / 60)} minutes`;
      return { status: 429, json: { code: 'requests_limit_exceeded', message, ttl: result.ttl } };
    }
    case 'captcha':
      return { status: 403, json: { code: 'captcha_required', message: 'Please solve the captcha in the browser' } };
    case 'broken':
      return { status: 502, html: '<html><body><h1>502 Bad Gateway</h1></body></html>' };
  }
}

function verify({ world, body }: Question): Answer {
  const token = String(body.token ?? '');
  const unknown: Answer = { status: 400, json: { code: 'invalid_token', message: 'Log in again' } };
  if (typeof body.code !== 'string') {
    const fresh = body.method === 'push' ? null : world.accounts.sendCode(token);
    return fresh ? { status: 200, json: { code: 'success', token: fresh } } : unknown;
  }
  const result = world.accounts.submitCode(token, body.code);
  if (result.kind === 'passed') return { status: 200, json: { code: 'success', token: result.token } };
  return result.kind === 'unknown_token'
    ? unknown
    : { status: 400, json: { code: 'invalid_code', message: 'Wrong code' } };
}

function logout({ world, ssid }: Question): Answer {
  world.accounts.revoke(ssid);
  return { status: 200, json: { code: 'success' } };
}

function checkSession({ world, ssid }: Question): Answer {
  const account = world.accounts.userOf(ssid);
  return account
    ? { status: 200, json: { ssid, user_id: account.userId } }
    : { status: 401, json: { code: 'no_session' } };
}

function authorize({ url }: Question): Answer {
  if (!authorizeRequestOf(url.searchParams))
    return { status: 400, html: oauthPage('', 'This login link is not valid.') };
  return { status: 200, html: oauthPage(url.searchParams.toString()) };
}

function authorizeLogin({ world, oauth, url, body }: Question): Answer {
  const request = authorizeRequestOf(url.searchParams);
  if (!request) return { status: 400, html: oauthPage('', 'This login link is not valid.') };
  const result = world.accounts.login(String(body.identifier ?? ''), String(body.password ?? ''));
  if (result.kind !== 'in') return { status: 401, html: oauthPage(url.searchParams.toString(), 'Not logged in.') };
  const back = new URL(request.redirectUri);
  back.searchParams.set('code', oauth.grant(request, result.userId));
  back.searchParams.set('state', request.state);
  return { status: 302, html: '', headers: { Location: back.href } };
}

function translations({ world }: Question): Answer {
  const names = world.market.all.map(({ asset }) => [`front.${asset.ticker}`, asset.ticker.replace(/-OTC$/, ' (OTC)')]);
  return { status: 200, json: { isSuccessful: true, message: [], result: { en: Object.fromEntries(names) } } };
}

function setFaults({ world, body }: Question): Answer {
  const parsed = world.faults.parse(body);
  if (!parsed.ok) return { status: 400, json: { problem: parsed.problem } };
  world.faults.set(parsed.change);
  return { status: 200, json: world.faults.current };
}

async function readText(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parseJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function write(response: ServerResponse, { status, json, html, headers }: Answer): void {
  const type = json ? 'application/json' : 'text/html; charset=utf-8';
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers });
  response.end(json ? JSON.stringify(json) : html);
}
