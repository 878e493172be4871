import { randomBytes } from 'node:crypto';
import { challengeOf } from '../pkce.ts';
import type { World } from './world.ts';

const CODE_LIFE_MS = 10 * 60_000;

export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly scope: string;
  readonly codeChallenge: string;
}

interface Grant extends AuthorizeRequest {
  readonly userId: number;
  readonly endsMs: number;
}

export type TokenAnswer = { readonly status: 200 | 400; readonly body: object };

/** The authorization server: codes work once and only for who asked for them; refresh tokens rotate. */
export function createOauthServer(world: World) {
  const codes = new Map<string, Grant>();
  const refreshTokens = new Map<string, { userId: number; clientId: string; scope: string }>();

  function tokens(userId: number, clientId: string, scope: string): TokenAnswer {
    const refreshToken = `rt-${randomBytes(16).toString('hex')}`;
    const isOffline = scope.split(' ').includes('offline_access');
    if (isOffline) refreshTokens.set(refreshToken, { userId, clientId, scope });
    const body = {
      access_token: world.accounts.openSession(userId, world.nowMs() + world.oauthSeconds * 1000),
      token_type: 'Bearer',
      expires_in: world.oauthSeconds,
      scope,
      ...(isOffline && { refresh_token: refreshToken }),
    };
    return { status: 200, body };
  }

  return {
    /** The code for the redirect back. */
    grant(request: AuthorizeRequest, userId: number): string {
      const code = randomBytes(16).toString('hex');
      codes.set(code, { ...request, userId, endsMs: world.nowMs() + CODE_LIFE_MS });
      return code;
    },
    token(body: Record<string, unknown>): TokenAnswer {
      if (body.grant_type === 'refresh_token') {
        const token = String(body.refresh_token);
        const known = refreshTokens.get(token);
        refreshTokens.delete(token);
        if (!known || known.clientId !== String(body.client_id) || !body.client_secret) return refused('invalid_grant');
        return tokens(known.userId, known.clientId, known.scope);
      }
      if (body.grant_type !== 'authorization_code') return refused('unsupported_grant_type');
      const grant = codes.get(String(body.code));
      codes.delete(String(body.code));
      if (!grant || grant.endsMs <= world.nowMs()) return refused('invalid_grant');
      const isSameClient = grant.clientId === String(body.client_id) && grant.redirectUri === body.redirect_uri;
      const isSameBrowser = grant.codeChallenge === challengeOf(String(body.code_verifier));
      return isSameClient && isSameBrowser
        ? tokens(grant.userId, grant.clientId, grant.scope)
        : refused('invalid_grant');
    },
  };
}
export type OauthServer = ReturnType<typeof createOauthServer>;

/** What the browser asks for, or null when it may not be answered with a redirect. */
export function authorizeRequestOf(query: URLSearchParams): AuthorizeRequest | null {
  const text = (name: string) => query.get(name) ?? '';
  const isUsable =
    text('response_type') === 'code' &&
    text('client_id') !== '' &&
    text('code_challenge') !== '' &&
    text('code_challenge_method') === 'S256' &&
    /^https?:\/\//.test(text('redirect_uri'));
  if (!isUsable) return null;
  return {
    clientId: text('client_id'),
    redirectUri: text('redirect_uri'),
    state: text('state'),
    scope: text('scope') || 'full',
    codeChallenge: text('code_challenge'),
  };
}

function refused(code: string): TokenAnswer {
  return { status: 400, body: { code, message: 'The grant is not valid.' } };
}
