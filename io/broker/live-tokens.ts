import { AppError, type EpochMs, MINUTE_MS, SECOND_MS } from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { type LinkSession, markLinkOver, readSession, renewSession } from '../db/link-sessions.ts';
import { touchLink } from '../db/links.ts';
import type { Seal } from '../seal.ts';
import type { BrokerOauth, LoginOutcome } from './broker.ts';

/** The session tokens of people's accounts in use; one that ends by itself is renewed before it does. */
export interface LiveTokens {
  /**
   * The token to ask with now; null when the person must link.
   * Errors: SEAL_BROKEN, and BROKER_UNAVAILABLE when it has ended and the broker cannot be asked for the next one.
   */
  open(telegramId: number): Promise<string | null>;
  /** The broker refused this one: it is renewed where that works, else its person is to be asked to link again. */
  refused(telegramId: number, sessionToken: string): Promise<void>;
}

export interface LiveTokensOptions {
  readonly db: Database;
  readonly seal: Seal;
  /** null: nothing can be renewed. */
  readonly oauth: Pick<BrokerOauth, 'renew'> | null;
  readonly nowMs: () => EpochMs;
}

/** So long before its end a token is renewed: the work that begins with it must not outlive it. */
const MARGIN_MS = MINUTE_MS;
/** The row is held meanwhile, and our database ends transactions that stand still. */
const MOST_MS = 6 * SECOND_MS;

export function createLiveTokens({ db, seal, oauth, nowMs }: LiveTokensOptions): LiveTokens {
  async function renewed(telegramId: number, sessionToken: string): Promise<LinkSession | null> {
    if (oauth === null) return null;
    const renew = async (refreshToken: string) => toSession(await inTime(oauth.renew(refreshToken)), nowMs());
    return await renewSession(db, { telegramId, seal, sessionToken, renew });
  }

  async function refused(telegramId: number, sessionToken: string): Promise<string | null> {
    const next = await renewed(telegramId, sessionToken);
    if (next === null) await markLinkOver(db, { telegramId, sessionToken, seal });
    return next?.sessionToken ?? null;
  }

  return {
    async open(telegramId) {
      const session = await readSession(db, { telegramId, seal });
      if (session === null) return null;
      await touchLink(db, { telegramId, nowMs: nowMs() });
      const { sessionToken, renewal } = session;
      const leftMs = (renewal?.endsMs ?? Number.POSITIVE_INFINITY) - nowMs();
      if (leftMs > MARGIN_MS || oauth === null) return sessionToken;
      try {
        return await refused(telegramId, sessionToken);
      } catch (error) {
        if (leftMs > 0 && isTrouble(error)) return sessionToken;
        throw error;
      }
    },
    async refused(telegramId, sessionToken) {
      await refused(telegramId, sessionToken);
    },
  };
}

/** null: the broker says no for good. */
function toSession(outcome: LoginOutcome, nowMs: EpochMs): LinkSession | null {
  switch (outcome.kind) {
    case 'in': {
      const { sessionToken, renewal } = outcome;
      if (renewal === undefined) return { sessionToken, renewal: null };
      const { refreshToken, endsInSeconds } = renewal;
      return { sessionToken, renewal: { refreshToken, endsMs: nowMs + endsInSeconds * SECOND_MS } };
    }
    case 'unavailable':
    case 'limited':
    case 'captcha':
      throw new AppError('BROKER_UNAVAILABLE', { message: `A token could not be renewed: "${outcome.kind}".` });
    default:
      return null;
  }
}

async function inTime(renewing: Promise<LoginOutcome>): Promise<LoginOutcome> {
  const { promise, resolve } = Promise.withResolvers<LoginOutcome>();
  const timer = setTimeout(resolve, MOST_MS, { kind: 'unavailable', detail: 'no answer in time' });
  return await Promise.race([renewing, promise]).finally(() => clearTimeout(timer));
}

function isTrouble(error: unknown): boolean {
  return error instanceof AppError && error.code === 'BROKER_UNAVAILABLE';
}
