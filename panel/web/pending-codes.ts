import { MINUTE_MS } from '#engine/index.ts';
import type { Challenge, Credentials } from '#io/broker/broker.ts';

/** Between "the broker wants a code" and the code: the only place where a password waits, in memory, five minutes at most. */
export interface PendingCodes {
  hold(key: string, waiting: { challenge: Challenge; identifier: string; password: Buffer }): void;
  find(key: string): { readonly challenge: Challenge; readonly credentials: Credentials } | null;
  /** The broker answered with a newer challenge; the time does not start again. */
  renew(key: string, challenge: Challenge): void;
  /** Forgets, overwriting the password first. */
  drop(key: string): void;
  dropAll(): void;
}

/** Brokers let a challenge live about five minutes (protocol notes §2.2). */
const LIFE_MS = 5 * MINUTE_MS;

interface Entry {
  challenge: Challenge;
  readonly identifier: string;
  readonly password: Buffer;
  readonly timer: NodeJS.Timeout;
}

/** Options: lifeMs, how long one waits in milliseconds, default 300 000. */
export function createPendingCodes({ lifeMs = LIFE_MS }: { lifeMs?: number } = {}): PendingCodes {
  const entries = new Map<string, Entry>();
  const drop = (key: string) => {
    const entry = entries.get(key);
    if (entry === undefined) return;
    clearTimeout(entry.timer);
    entry.password.fill(0);
    entries.delete(key);
  };
  return {
    hold(key, waiting) {
      drop(key);
      entries.set(key, { ...waiting, timer: setTimeout(drop, lifeMs, key).unref() });
    },
    find(key) {
      const entry = entries.get(key);
      if (entry === undefined) return null;
      const { challenge, identifier, password } = entry;
      return { challenge, credentials: { identifier, password: password.toString('utf8') } };
    },
    renew(key, challenge) {
      const entry = entries.get(key);
      if (entry !== undefined) entry.challenge = challenge;
    },
    drop,
    dropAll() {
      for (const key of [...entries.keys()]) drop(key);
    },
  };
}
