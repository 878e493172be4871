import { createHash } from 'node:crypto';
import { AppError, SECOND_MS, type Seconds } from '#engine/index.ts';
import { type Breaker, type BreakerOptions, type BreakerState, createBreaker } from './breaker.ts';
import type { Broker, BrokerSession } from './broker.ts';

export interface GuardOptions {
  /** Of the broker as a whole; connections count on it where they are opened. */
  readonly host: Breaker;
  /** How long one answer of the broker may take. */
  readonly requestTimeoutSeconds: Seconds;
  /** Longest pause of an account. */
  readonly pauseSeconds: Seconds;
}

export interface GuardedBroker extends Broker {
  /** Accounts that are left alone now, by state. */
  troubledAccounts(): Readonly<Record<Exclude<BreakerState, 'closed'>, number>>;
}

/** An account fails so often in a row, and the broker as a whole so often, before it is left alone. */
const FAILURES = { account: 5, host: 10 };
/** So many accounts are looked through for those that nobody needs to remember. */
const MANY_ACCOUNTS = 2_000;

/** The breaker of the broker as a whole: no one account can open it alone while others get answers. */
export function createHostBreaker(options: Pick<BreakerOptions, 'longestPauseSeconds' | 'onChange'>): Breaker {
  const host = { who: 'The broker', failures: FAILURES.host, counts: isTrouble, code: 'BROKER_UNAVAILABLE' } as const;
  return createBreaker({ ...host, ...options });
}

/**
 * The same broker; every call has a deadline, and neither the broker nor an account is asked while it is left alone.
 * Errors of every call, beside its own: BROKER_UNAVAILABLE and BROKER_LIMITED, with `againMs` when it is known when to
 * ask again.
 */
export function guardBroker(
  broker: Broker,
  { host, requestTimeoutSeconds, pauseSeconds }: GuardOptions,
): GuardedBroker {
  const deadlineMs = 2 * requestTimeoutSeconds * SECOND_MS;
  const accounts = new Map<string, Account>();

  function accountOf(sessionToken: string): Account {
    const key = createHash('sha256').update(sessionToken).digest('base64url');
    const known = accounts.get(key);
    if (known) return known;
    if (accounts.size >= MANY_ACCOUNTS)
      for (const [one, { breakers }] of accounts) if (breakers.every(isClosed)) accounts.delete(one);
    const account = createAccount(pauseSeconds);
    accounts.set(key, account);
    return account;
  }

  return {
    ...broker,
    async connect(sessionToken, signal) {
      const account = accountOf(sessionToken);
      const session = await account.run(() =>
        within({ what: 'connect', ms: deadlineMs, ...(signal && { signal }) }, async (inTime) => {
          const opened = await broker.connect(sessionToken, inTime);
          // Nobody waits for it any more.
          if (inTime.aborted) await opened.close();
          return opened;
        }),
      );
      return guardSession(session, { deadlineMs, run: (work) => account.run(() => host.run(work)) });
    },
    troubledAccounts() {
      const states = [...accounts.values()].map(({ breakers }) => breakers.map(({ state }) => state));
      const open = states.filter((of) => of.includes('open')).length;
      const halfOpen = states.filter((of) => !of.includes('open') && of.includes('half_open')).length;
      return { open, half_open: halfOpen };
    },
  };
}

interface Account {
  readonly breakers: readonly Breaker[];
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** An account rests at once when the broker says that it asks too often, and after some failures in a row. */
function createAccount(longestPauseSeconds: Seconds): Account {
  const account = { who: 'The account', longestPauseSeconds };
  const limited = createBreaker({ ...account, failures: 1, counts: isLimited, code: 'BROKER_LIMITED' });
  const trouble = createBreaker({
    ...{ ...account, failures: FAILURES.account, counts: isTrouble, code: 'BROKER_UNAVAILABLE' },
  });
  const breakers = [limited, trouble];
  return {
    breakers,
    async run(work) {
      try {
        return await limited.run(() => trouble.run(work));
      } catch (error) {
        const { againMs } = limited;
        if (!(error instanceof AppError) || error.code !== 'BROKER_LIMITED' || againMs === null) throw error;
        throw new AppError('BROKER_LIMITED', {
          message: error.message,
          with: { ...error.with, againMs },
          cause: error,
        });
      }
    },
  };
}

/** All else of the session is its own. */
function guardSession(
  session: BrokerSession,
  { deadlineMs, run }: { deadlineMs: number; run: Account['run'] },
): BrokerSession {
  const ask = <Result>(what: string, work: () => Promise<Result>) => run(() => within({ what, ms: deadlineMs }, work));
  const guarded: Pick<BrokerSession, 'profile' | 'balances' | 'assets' | 'candles' | 'follow'> = {
    profile: () => ask('profile', () => session.profile()),
    balances: () => ask('balances', () => session.balances()),
    assets: () => ask('assets', () => session.assets()),
    candles: ({ signal, ...request }) =>
      run(() =>
        // A long range has many pages.
        within({ what: 'candles', ms: 2 * deadlineMs, ...(signal && { signal }) }, (inTime) =>
          session.candles({ ...request, signal: inTime }),
        ),
      ),
    follow: (request) => ask('follow', () => session.follow(request)),
  };
  return Object.assign(Object.create(session) as BrokerSession, guarded);
}

/** Work that ends by itself when nobody waits for it any more, or is left behind at the deadline: BROKER_TIMEOUT. */
async function within<Result>(
  { what, ms, signal }: { what: string; ms: number; signal?: AbortSignal },
  work: (inTime: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const deadline = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new AppError('BROKER_TIMEOUT', { message: `"${what}" took longer than ${ms / 1000} s.` }));
    deadline.abort();
  }, ms);
  try {
    return await Promise.race([
      work(signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal),
      late.promise,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

function isTrouble({ code }: AppError): boolean {
  return code === 'BROKER_UNAVAILABLE' || code === 'BROKER_TIMEOUT';
}

function isLimited({ code }: AppError): boolean {
  return code === 'BROKER_LIMITED';
}

function isClosed({ state }: Breaker): boolean {
  return state === 'closed';
}
