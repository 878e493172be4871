import { setTimeout as sleep } from 'node:timers/promises';
import type { Limits } from '../limits/limits.ts';
import type { Breaker } from './breaker.ts';
import { createBudget } from './budget.ts';

/** How new connections come about. */
export interface Handshakes {
  /** Errors: those of `open`, the abort of the signal, and the breaker's while the broker is left alone. */
  open<Connection>(open: () => Promise<Connection>, by: Asked): Promise<Connection>;
}

export interface Asked {
  readonly signal: AbortSignal;
  /** Resolves when somebody waits for it: from then on it goes before those nobody waits for. */
  readonly hurried: Promise<void>;
}

export interface HandshakeOptions {
  /** Shared by all processes of the house; while they cannot be read each process keeps the rate by itself. */
  readonly limits: Limits;
  readonly perSecond: number;
  readonly host: Breaker;
}

interface Waiter {
  readonly go: () => void;
}

/**
 * One connection after the other, so that a broker that comes back is not met by all at once. First come first
 * served, those that somebody waits for before the rest; none while the breaker is open.
 */
export function createHandshakes({ limits, perSecond, host }: HandshakeOptions): Handshakes {
  const budget = createBudget({ limits, perSecond, of: 'handshakes' });
  const awaited: Waiter[] = [];
  const others: Waiter[] = [];
  const underWay = new Set<Promise<unknown>>();
  let isGiving = false;

  async function giveTurns(): Promise<void> {
    isGiving = true;
    while (awaited.length + others.length > 0) {
      // While it is not known whether the broker is back, one at a time finds out.
      if (host.state !== 'closed') await Promise.allSettled(underWay);
      await budget.turn(PATIENT).catch(() => undefined);
      (awaited.shift() ?? others.shift())?.go();
      await sleep(1_000 / perSecond);
    }
    isGiving = false;
  }

  async function turn({ signal, hurried }: Asked): Promise<void> {
    signal.throwIfAborted();
    const { promise, resolve: go, reject } = Promise.withResolvers<void>();
    const waiter = { go };
    const leave = () => {
      for (const line of [awaited, others]) if (line.includes(waiter)) line.splice(line.indexOf(waiter), 1);
    };
    const abort = () => {
      leave();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    others.push(waiter);
    void hurried.then(() => {
      if (!others.includes(waiter)) return;
      leave();
      awaited.push(waiter);
    });
    if (!isGiving) void giveTurns();
    await promise.finally(() => signal.removeEventListener('abort', abort));
  }

  return {
    async open(open, by) {
      host.check();
      await turn(by);
      // The question that decides may be one that waits for this very connection.
      const opening = host.isDeciding ? open() : host.run(open);
      underWay.add(opening);
      return await opening.finally(() => underWay.delete(opening));
    },
  };
}

/** For when all go at once, as on a broker of one's own. */
export const AT_ONCE: Handshakes = { open: (open) => open() };

const PATIENT = new AbortController().signal;
