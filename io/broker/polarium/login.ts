import { AppError } from '#engine/index.ts';
import type { Broker, Challenge, LoginOutcome, TokenRenewal } from '../broker.ts';
import { type HttpAnswer, type Post, post } from './http.ts';
import type { BrokerLog } from './log.ts';
import type { Timings } from './timings.ts';
import type { LoginBody } from './wire.ts';

/** The pause the broker was seen to ask for when it does not say. */
const DEFAULT_RETRY_SECONDS = 600;

export interface LoginOptions {
  readonly apiUrl: string;
  readonly timings: Timings;
  readonly log: BrokerLog;
}

/**
 * Login with e-mail, password and second factor. Every ending is a value; nothing is thrown.
 * What was typed is passed on unchanged, once, and kept nowhere.
 */
export function createLogin({
  apiUrl,
  timings,
  log,
}: LoginOptions): Pick<Broker, 'login' | 'sendCode' | 'submitCode' | 'logout'> {
  const ask = (path: string, body: object) => tryPost({ url: `${apiUrl}${path}`, body, timings }, log);

  return {
    async login(credentials) {
      return outcomeOf(await ask('/v2/login', credentials));
    },
    async sendCode(challenge) {
      const answer = await ask('/v2/verify/2fa', { method: challenge.method, token: challenge.token });
      return nextChallenge(answer, challenge) ?? outcomeOf(answer);
    },
    async submitCode({ challenge, code, credentials }) {
      const { token, method } = challenge;
      const answer = await ask('/v2/verify/2fa', { code, token, method });
      const passed = nextChallenge(answer, challenge);
      if (!passed) return outcomeOf(answer);
      // Deployments that hand out no session here want the login once more, with proof of the code.
      return outcomeOf(await ask('/v2/login', { ...credentials, token: passed.challenge.token }));
    },
    async logout(sessionToken) {
      const cookie = `ssid=${encodeURIComponent(sessionToken)}`;
      const answer = await tryPost({ url: `${apiUrl}/v2/logout`, cookie, timings }, log);
      // A session that the broker does not know is over as well.
      if (answer !== null && answer.status < 500 && answer.status !== 429) return;
      const said = answer === null ? 'no answer' : `HTTP ${answer.status}`;
      throw new AppError('BROKER_UNAVAILABLE', { message: `The broker did not end a session: ${said}.` });
    },
  };
}

export async function tryPost(request: Post, log: BrokerLog): Promise<HttpAnswer | null> {
  try {
    return await post(request);
  } catch (error) {
    log.warn({ url: request.url, reason: String((error as Error).cause ?? error) }, 'broker login unreachable');
    return null;
  }
}

/** The code in the body speaks first, the HTTP status only when there is none. */
export function outcomeOf(answer: HttpAnswer | null): LoginOutcome {
  if (answer === null) return { kind: 'unavailable', detail: 'no answer' };
  const body = answer.body ?? {};
  const ssid = body.ssid ?? body.data?.ssid ?? body.access_token ?? answer.cookieSsid;
  switch (body.code) {
    case 'success':
    case undefined:
      if (answer.status === 200 && ssid) return { kind: 'in', sessionToken: ssid, ...renewalOf(body) };
      break;
    case 'verify':
      if (body.token) return { kind: 'second_factor', challenge: challengeOf(body, body.token) };
      break;
    case 'invalid_credentials':
      return { kind: 'wrong_credentials' };
    case 'invalid_code':
      return { kind: 'wrong_code' };
    case 'requests_limit_exceeded':
      return limited(answer);
  }
  if (/captcha/i.test(answer.text)) return { kind: 'captcha' };
  if (answer.status === 401) return { kind: 'wrong_credentials' };
  if (answer.status === 429) return limited(answer);
  return { kind: 'unavailable', detail: `HTTP ${answer.status}: ${describe(answer)}` };
}

/** Nothing when the token is good until the broker refuses it. */
function renewalOf({ refresh_token, expires_in }: LoginBody): { renewal?: TokenRenewal } {
  if (refresh_token === undefined || expires_in === undefined) return {};
  return { renewal: { refreshToken: refresh_token, endsInSeconds: expires_in } };
}

function limited(answer: HttpAnswer): LoginOutcome {
  const retryAfterSeconds = answer.body?.ttl ?? answer.retryAfterSeconds ?? DEFAULT_RETRY_SECONDS;
  return { kind: 'limited', retryAfterSeconds };
}

/** Success that brought a token but no session: the second factor goes on with that token. */
function nextChallenge(answer: HttpAnswer | null, challenge: Challenge) {
  const body = answer?.body;
  if (body?.code !== 'success' || body.ssid || !body.token) return null;
  return { kind: 'second_factor', challenge: { ...challenge, token: body.token } } as const;
}

function challengeOf(body: LoginBody, token: string): Challenge {
  const method = body.method ?? 'email';
  return { token, method, methods: body.available_methods ?? [method] };
}

/** For the log. JSON may echo what was typed, so only its code and the text of non-JSON pages are shown. */
function describe(answer: HttpAnswer): string {
  if (answer.body) return `code "${answer.body.code ?? ''}"`;
  return answer.text.replace(/\s+/g, ' ').slice(0, 100);
}
