import { randomBytes } from 'node:crypto';
import { type EpochMs, MINUTE_MS } from '#engine/index.ts';
import { createPkce } from '#io/broker/pkce.ts';
import type { Database } from '#io/db/database.ts';
import { holdStep, newBrowserKey, takeStep } from '#io/db/link-steps.ts';

interface Journey {
  readonly pageToken: string;
  readonly codeVerifier: string;
}

/**
 * Journeys to the broker's own sign-in page and back, which may end at another web process. Each belongs to one link
 * page and to one browser.
 */
export interface OauthJourneys {
  /** Shape: `browserKey` goes into the browser's cookie, the rest into the address it is sent to. */
  begin(page: {
    token: string;
    telegramId: number;
  }): Promise<{ readonly state: string; readonly browserKey: string; readonly codeChallenge: string }>;
  /** The journey of a state, once; null when it is unknown, over, or began in another browser. */
  finish(back: { state: string; browserKey: string }): Promise<Journey | null>;
}

const LIFE_MS = 10 * MINUTE_MS;

export function createOauthJourneys({ db, nowMs }: { db: Database; nowMs: () => EpochMs }): OauthJourneys {
  const nameOf = (state: string) => ({ step: 'oauth', secret: state });
  return {
    async begin({ token: pageToken, telegramId }) {
      const [state, browserKey, pkce] = [randomBytes(32).toString('base64url'), newBrowserKey(), createPkce()];
      const journey: Journey = { pageToken, codeVerifier: pkce.verifier };
      await holdStep(db, {
        ...{ ...nameOf(state), telegramId, browserKey, plain: JSON.stringify(journey) },
        ...{ nowMs: nowMs(), endMs: nowMs() + LIFE_MS },
      });
      return { state, browserKey, codeChallenge: pkce.challenge };
    },
    async finish({ state, browserKey }) {
      const plain = await takeStep(db, { ...nameOf(state), browserKey, nowMs: nowMs() });
      return plain === null ? null : (JSON.parse(plain) as Journey);
    },
  };
}
