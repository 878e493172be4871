import type { BrokerOauth, LoginOutcome } from '../broker.ts';
import { type LoginOptions, outcomeOf, tryPost } from './login.ts';

export interface OauthOptions extends LoginOptions {
  readonly clientId: string;
  readonly clientSecret: string | null;
}

/**
 * OAuth 2 with PKCE. The access token takes the place of the session id. It ends after an hour or so; with a client
 * secret the next one is asked for without its person, without one they sign in again.
 */
export function createOauth({ apiUrl, timings, log, clientId, clientSecret }: OauthOptions): BrokerOauth {
  const client = {
    client_id: /^\d+$/.test(clientId) ? Number(clientId) : clientId,
    ...(clientSecret && { client_secret: clientSecret }),
  };

  async function token(grant: object): Promise<LoginOutcome> {
    const answer = await tryPost({ url: `${apiUrl}/auth/oauth.v5/token`, body: { ...grant, ...client }, timings }, log);
    // A grant that was used, is too old or was meant for somebody else.
    if (answer?.status === 400 || answer?.status === 401) return { kind: 'wrong_code' };
    return outcomeOf(answer);
  }

  return {
    authorizeUrl({ redirectUri, state, codeChallenge }) {
      const url = new URL(`${apiUrl}/auth/oauth.v5/authorize`);
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: clientSecret === null ? 'full' : 'full offline_access',
        state,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
      }).toString();
      return url.href;
    },
    exchange: ({ code, redirectUri, codeVerifier }) =>
      token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier }),
    renew: (refreshToken) => token({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  };
}
