import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type EpochMs, MINUTE_MS } from '#engine/index.ts';
import { createPkce } from '#io/broker/pkce.ts';

/** Journeys to the broker's own sign-in page and back. Each belongs to one link page and to one browser. */
export interface OauthJourneys {
  /** Shape: `browserKey` goes into the browser's cookie, the rest into the address it is sent to. */
  begin(pageToken: string): { readonly state: string; readonly browserKey: string; readonly codeChallenge: string };
  /** The journey of a state, once; null when it is unknown, over, or began in another browser. */
  finish(back: {
    state: string;
    browserKey: string;
  }): { readonly pageToken: string; readonly codeVerifier: string } | null;
}

const LIFE_MS = 10 * MINUTE_MS;
/** Far above what people do at once; keeps a flood from filling the memory. */
const MOST_AT_ONCE = 10_000;

interface Journey {
  readonly pageToken: string;
  readonly codeVerifier: string;
  readonly browserHash: Buffer;
  readonly endMs: EpochMs;
}

export function createOauthJourneys(nowMs: () => EpochMs): OauthJourneys {
  const journeys = new Map<string, Journey>();
  return {
    begin(pageToken) {
      forgetOld(journeys, nowMs());
      const [state, browserKey, pkce] = [secret(), secret(), createPkce()];
      const browserHash = sha256(browserKey);
      journeys.set(state, { pageToken, codeVerifier: pkce.verifier, browserHash, endMs: nowMs() + LIFE_MS });
      return { state, browserKey, codeChallenge: pkce.challenge };
    },
    finish({ state, browserKey }) {
      const journey = journeys.get(state);
      journeys.delete(state);
      if (journey === undefined || journey.endMs <= nowMs()) return null;
      if (!timingSafeEqual(journey.browserHash, sha256(browserKey))) return null;
      return { pageToken: journey.pageToken, codeVerifier: journey.codeVerifier };
    },
  };
}

/** Maps keep the order of arrival, so the oldest come first. */
function forgetOld(journeys: Map<string, Journey>, nowMs: EpochMs): void {
  for (const [state, { endMs }] of journeys) {
    if (endMs > nowMs && journeys.size < MOST_AT_ONCE) return;
    journeys.delete(state);
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
