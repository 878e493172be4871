import { AppError, type EpochMs, MINUTE_MS, SECOND_MS } from '#engine/index.ts';
import type { Balance, Broker, Challenge, Credentials, LoginOutcome, Profile } from '#io/broker/broker.ts';
import type { Database } from '#io/db/database.ts';
import { addEndedSession } from '#io/db/ended-sessions.ts';
import { markUntold } from '#io/db/link-news.ts';
import { countAttempt, findLinkPage, forgiveAttempt, personRestsMs, useLinkPage } from '#io/db/link-pages.ts';
import { isTokenKept, type Renewal, readAccountToken } from '#io/db/link-sessions.ts';
import { type LinkedFrom, linksOf, MOST_ACCOUNTS, saveLink } from '#io/db/links.ts';
import { LOGIN_PAUSE_MS, loginRestsUntil, restLogin } from '#io/db/login-tries.ts';
import type { Events } from '#io/events.ts';
import type { Log } from '#io/log.ts';
import type { Seal } from '#io/seal.ts';
import type { PendingCodes } from './pending-codes.ts';
import type { Problem } from './problem.ts';
import type { Visitor } from './visitor.ts';

export interface LinkedAccount {
  readonly telegramId: number;
  readonly displayName: string;
  /** Practice and real, as far as the broker lists them. */
  readonly balances: readonly Balance[];
}

/** Lets the chat know. Called once the link is stored; the link stands even when this fails. */
export type OnLinked = (account: LinkedAccount) => Promise<void>;

/** How a step of linking may end. */
export type LinkOutcome =
  | ({ readonly kind: 'linked' } & LinkedAccount)
  | { readonly kind: 'second_factor'; readonly method: string }
  | Problem;

/** An open page and its token. */
export interface PageInHand {
  readonly token: string;
  readonly telegramId: number;
  readonly visitor: Visitor;
}

/** The page's form, in a browser that keeps something for us between two steps. */
export interface FormInHand extends PageInHand {
  kept: string;
}

/** From credentials to a sealed link, step by step. The page must be open when a step begins. */
export interface Linking {
  login(page: FormInHand, credentials: Credentials): Promise<LinkOutcome>;
  submitCode(page: FormInHand, code: string): Promise<LinkOutcome>;
  resendCode(page: FormInHand): Promise<LinkOutcome>;
  /** Goes on with whatever the broker answered elsewhere (OAuth). */
  conclude(page: PageInHand, outcome: LoginOutcome): Promise<LinkOutcome>;
}

export interface LinkingOptions {
  readonly db: Database;
  readonly broker: Broker;
  readonly seal: Seal;
  readonly log: Log;
  readonly events: Pick<Events, 'linkTried'>;
  readonly pending: PendingCodes;
  readonly nowMs: () => EpochMs;
  readonly onLinked: OnLinked;
}

export function createLinking(options: LinkingOptions): Linking {
  const { broker, pending } = options;
  return {
    async login(page, credentials) {
      return await withAttempt(options, page, async () => {
        const outcome = await logIn(options, credentials);
        if (outcome.kind === 'resting') return outcome;
        return outcome.kind === 'second_factor'
          ? await askForCode(options, page, { challenge: outcome.challenge, credentials })
          : await settle(options, page, outcome);
      });
    },
    async submitCode(page, code) {
      const waiting = await pending.find(page);
      if (waiting === null) return { kind: 'start_again' };
      return await withAttempt(options, page, async () => {
        const outcome = await broker.submitCode({ ...waiting, code });
        if (outcome.kind === 'second_factor') await pending.renew(page, outcome.challenge);
        return await settle(options, page, outcome);
      });
    },
    async resendCode(page) {
      const waiting = await pending.find(page);
      if (waiting === null) return { kind: 'start_again' };
      return await askForCode(options, page, waiting);
    },
    conclude: (page, outcome) =>
      outcome.kind === 'in' ? finish(options, page, { ...outcome, by: 'oauth' }) : settle(options, page, outcome),
  };
}

/** Only what the person got wrong costs one of the page's attempts. */
async function withAttempt(
  { db, events, nowMs }: LinkingOptions,
  { token, telegramId }: PageInHand,
  act: () => Promise<LinkOutcome>,
): Promise<LinkOutcome> {
  const restsMs = await personRestsMs(db, { telegramId, nowMs: nowMs() });
  if (restsMs > 0) return { kind: 'locked', minutes: Math.ceil(restsMs / MINUTE_MS) };
  if (!(await countAttempt(db, { token, nowMs: nowMs() }))) return await whatBecameOf(db, { token, nowMs: nowMs() });
  let isTheirs = false;
  try {
    const outcome = await act();
    isTheirs = outcome.kind === 'wrong_credentials' || outcome.kind === 'wrong_code';
    events.linkTried({ telegramId, outcome: outcome.kind });
    return outcome;
  } finally {
    if (!isTheirs) await forgiveAttempt(db, token);
  }
}

/**
 * The broker locks an account that is guessed at: after a login that it refused, the next one waits, whichever page it
 * comes from. Tries that began before the refusal are not held back; a page has few of them.
 */
async function logIn(
  { db, broker, seal, nowMs }: LinkingOptions,
  credentials: Credentials,
): Promise<LoginOutcome | { kind: 'resting'; minutes: number }> {
  const account = seal.fingerprint(credentials.identifier.trim().toLowerCase());
  const restsUntilMs = await loginRestsUntil(db, { account, nowMs: nowMs() });
  if (restsUntilMs !== null) return { kind: 'resting', minutes: Math.ceil((restsUntilMs - nowMs()) / MINUTE_MS) };
  const outcome = await broker.login(credentials);
  if (outcome.kind === 'wrong_credentials' || outcome.kind === 'limited') {
    const askedMs = outcome.kind === 'limited' ? outcome.retryAfterSeconds * SECOND_MS : 0;
    await restLogin(db, { account, untilMs: nowMs() + Math.max(LOGIN_PAUSE_MS, askedMs) });
  }
  return outcome;
}

/** Asks the broker to send a code and keeps the password for the second call some of them want. */
async function askForCode(
  { broker, pending, log }: LinkingOptions,
  page: FormInHand,
  { challenge, credentials }: { challenge: Challenge; credentials: Credentials },
): Promise<LinkOutcome> {
  const method = typeableMethod(challenge);
  if (method === null) return { kind: 'push_only' };
  const sent = await broker.sendCode({ ...challenge, method });
  if (sent.kind !== 'second_factor') return sent.kind === 'in' ? { kind: 'unavailable' } : toProblem(log, sent);
  page.kept = await pending.hold(page, { challenge: sent.challenge, credentials });
  return { kind: 'second_factor', method: sent.challenge.method };
}

/** A push is answered in the broker's app; it leaves nothing to type here. */
function typeableMethod({ method, methods }: Challenge): string | null {
  return method === 'push' ? (methods.find((one) => one !== 'push') ?? null) : method;
}

async function settle(options: LinkingOptions, page: PageInHand, outcome: LoginOutcome): Promise<LinkOutcome> {
  if (outcome.kind === 'in') return await finish(options, page, { ...outcome, by: 'password' });
  if (outcome.kind === 'second_factor') return { kind: 'second_factor', method: outcome.challenge.method };
  return toProblem(options.log, outcome);
}

function toProblem(log: Log, outcome: Exclude<LoginOutcome, { kind: 'in' | 'second_factor' }>): Problem {
  if (outcome.kind === 'unavailable') log.warn({ detail: outcome.detail }, 'the broker could not log somebody in');
  switch (outcome.kind) {
    case 'limited':
      return { kind: 'limited', minutes: Math.max(1, Math.ceil(outcome.retryAfterSeconds / 60)) };
    case 'wrong_credentials':
    case 'wrong_code':
    case 'captcha':
    case 'unavailable':
      return { kind: outcome.kind };
  }
}

interface NewSession extends Pick<Extract<LoginOutcome, { kind: 'in' }>, 'sessionToken' | 'renewal'> {
  readonly by: LinkedFrom['by'];
}

/** The session is ours: learn whose it is, then spend the page and store the link, both or neither. */
async function finish(options: LinkingOptions, page: PageInHand, session: NewSession): Promise<LinkOutcome> {
  const { db, broker, seal, nowMs, pending } = options;
  const { token, telegramId, visitor } = page;
  const { sessionToken, by } = session;
  await pending.drop(token);
  let spare: string | null = sessionToken;
  try {
    const { profile, balances } = await readAccount(broker, sessionToken);
    const { brokerUserId, displayName } = profile;
    const before = await readAccountToken(db, { telegramId, brokerUserId, seal });
    const stored = await db.transaction().execute(async (tx) => {
      if (!(await hasRoom(tx, { telegramId, brokerUserId }))) return 'full';
      if (!(await useLinkPage(tx, { token, nowMs: nowMs() }))) return 'not ours';
      const renewal = renewalOf(session, nowMs());
      const linkedFrom = { by, ...visitor };
      await saveLink(tx, { ...profile, telegramId, sessionToken, renewal, linkedFrom, nowMs: nowMs(), seal });
      await markUntold(tx, telegramId);
      return 'stored';
    });
    if (stored === 'full') return { kind: 'full' };
    if (stored === 'not ours') return await whatBecameOf(db, { token, nowMs: nowMs() });
    spare = before;
    const account = { telegramId, displayName, balances };
    await letKnow(options, account);
    return { kind: 'linked', ...account };
  } catch (error) {
    if (isBrokerTrouble(error)) return { kind: 'unavailable' };
    throw error;
  } finally {
    await endSession(options, { telegramId, sessionToken: spare });
  }
}

function renewalOf({ renewal }: NewSession, nowMs: EpochMs): Renewal | null {
  if (renewal === undefined) return null;
  return { refreshToken: renewal.refreshToken, endsMs: nowMs + renewal.endsInSeconds * SECOND_MS };
}

/** An account that is there already always has its place. */
async function hasRoom(db: Database, account: { telegramId: number; brokerUserId: string }): Promise<boolean> {
  const links = await linksOf(db, account.telegramId);
  return links.length < MOST_ACCOUNTS || links.some(({ brokerUserId }) => brokerUserId === account.brokerUserId);
}

async function letKnow({ onLinked, log }: LinkingOptions, account: LinkedAccount): Promise<void> {
  try {
    await onLinked(account);
  } catch (error) {
    log.error({ telegramId: account.telegramId, err: error }, 'linked, but the chat was not told');
  }
}

async function readAccount(
  broker: Broker,
  sessionToken: string,
): Promise<{ profile: Profile; balances: readonly Balance[] }> {
  await using session = await broker.connect(sessionToken);
  const [profile, balances] = await Promise.all([session.profile(), session.balances()]);
  return { profile, balances };
}

/**
 * A session nobody will use again is ended at the broker too, unless it is the very one we keep. When the broker does
 * not take it, a worker goes on trying. In doubt it is left alone.
 */
async function endSession(
  { db, broker, seal, log }: LinkingOptions,
  { telegramId, sessionToken }: { telegramId: number; sessionToken: string | null },
): Promise<void> {
  if (sessionToken === null) return;
  try {
    if (await isTokenKept(db, { telegramId, sessionToken, seal })) return;
    await broker.logout(sessionToken).catch(async (error) => {
      log.warn({ telegramId, err: error }, 'a spare session is not ended yet');
      await db.transaction().execute((tx) => addEndedSession(tx, { telegramId, sessionToken, seal }));
    });
  } catch (error) {
    log.warn({ telegramId, err: error }, 'a spare session could not be ended');
  }
}

/** Somebody else was quicker, or the time ran out while the broker was thinking. */
async function whatBecameOf(db: Database, moment: { token: string; nowMs: EpochMs }): Promise<Problem> {
  const page = await findLinkPage(db, moment);
  return { kind: page.kind === 'open' ? 'exhausted' : page.kind };
}

function isBrokerTrouble(error: unknown): boolean {
  return error instanceof AppError && error.code.startsWith('BROKER_');
}
