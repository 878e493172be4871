import type { BrokerOauth } from '../broker.ts';
import { type LoginOptions, outcomeOf, tryPost } from './login.ts';

export interface OauthOptions extends LoginOptions {
  readonly clientId: string;
  readonly clientSecret: string | null;
}

/**
 * OAuth 2 with PKCE. The access token takes the place of the session id.
 * Refresh tokens are not asked for: an expired token ends like any other session, with a new link.
 */
export function createOauth({ apiUrl, timings, log, clientId, clientSecret }: OauthOptions): BrokerOauth {
  return {
    authorizeUrl({ redirectUri, state, codeChallenge }) {
      const url = new URL(`${apiUrl}/auth/oauth.v5/authorize`);
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: 'full',
        state,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
      }).toString();
      return url.href;
    },
    async exchange({ code, redirectUri, codeVerifier }) {
      const body = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        client_id: /^\d+$/.test(clientId) ? Number(clientId) : clientId,
        code_verifier: codeVerifier,
        ...(clientSecret && { client_secret: clientSecret }),
      };
      const answer = await tryPost({ url: `${apiUrl}/auth/oauth.v5/token`, body, timings }, log);
      // A code that was used, is too old or was meant for somebody else.
      if (answer?.status === 400 || answer?.status === 401) return { kind: 'wrong_code' };
      return outcomeOf(answer);
    },
  };
}
