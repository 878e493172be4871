import { type EpochMs, MINUTE_MS } from '#engine/index.ts';
import type { Challenge, Credentials } from '#io/broker/broker.ts';
import type { Database } from '#io/db/database.ts';
import { changeStep, dropStep, holdStep, readStep } from '#io/db/link-steps.ts';

export interface Waiting {
  readonly challenge: Challenge;
  readonly credentials: Credentials;
}

/** The open page that a code is waited for on, in its browser. */
export interface CodePage {
  readonly token: string;
  readonly telegramId: number;
  readonly browserKey: string;
}

/**
 * Between "the broker wants a code" and the code, which may arrive at another web process. The only place where a
 * password waits: sealed with a key that the browser alone has, five minutes at most, in no log of the database.
 */
export interface PendingCodes {
  hold(page: CodePage, waiting: Waiting): Promise<void>;
  /** null: nothing waits, not any more, or not for this browser. */
  find(page: Pick<CodePage, 'token' | 'browserKey'>): Promise<Waiting | null>;
  /** The broker answered with a newer challenge; the time does not start again. */
  renew(page: CodePage, waiting: Waiting): Promise<void>;
  drop(token: string): Promise<void>;
}

/** Brokers let a challenge live about five minutes (protocol notes §2.2). */
const LIFE_MS = 5 * MINUTE_MS;

export function createPendingCodes({ db, nowMs }: { db: Database; nowMs: () => EpochMs }): PendingCodes {
  const nameOf = (token: string) => ({ step: 'code', secret: token });
  return {
    hold: ({ token, telegramId, browserKey }, waiting) =>
      holdStep(db, {
        ...{ ...nameOf(token), telegramId, browserKey, plain: JSON.stringify(waiting) },
        ...{ nowMs: nowMs(), endMs: nowMs() + LIFE_MS },
      }),
    async find({ token, browserKey }) {
      const plain = await readStep(db, { ...nameOf(token), browserKey, nowMs: nowMs() });
      return plain === null ? null : (JSON.parse(plain) as Waiting);
    },
    renew: ({ token, browserKey }, waiting) =>
      changeStep(db, { ...nameOf(token), browserKey, plain: JSON.stringify(waiting), nowMs: nowMs() }),
    drop: (token) => dropStep(db, nameOf(token)),
  };
}
