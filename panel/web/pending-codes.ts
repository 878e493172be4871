import { randomBytes } from 'node:crypto';
import { AppError, type EpochMs, MINUTE_MS } from '#engine/index.ts';
import type { Challenge, Credentials } from '#io/broker/broker.ts';
import type { Database } from '#io/db/database.ts';
import { changeStep, dropStep, holdStep, newBrowserKey, readStep } from '#io/db/link-steps.ts';
import { createSeal } from '#io/seal.ts';

export interface Waiting {
  readonly challenge: Challenge;
  readonly credentials: Credentials;
}

/** The open page that a code is waited for on. */
export interface CodePage {
  readonly token: string;
  readonly telegramId: number;
  /** What its browser keeps for us. */
  readonly kept: string;
}

/**
 * Between "the broker wants a code" and the code, which may arrive at another web process. The password is stored
 * nowhere: its browser keeps it, sealed, five minutes at most, and the key to it waits here, sealed with another one
 * that the browser has. Each is of no use without the other.
 */
export interface PendingCodes {
  /** Answers what the browser has to keep. */
  hold(page: Omit<CodePage, 'kept'>, waiting: Waiting): Promise<string>;
  /** null: nothing waits, not any more, or not for this browser. */
  find(page: Pick<CodePage, 'token' | 'kept'>): Promise<Waiting | null>;
  /** The broker answered with a newer challenge; the time does not start again. */
  renew(page: Pick<CodePage, 'token' | 'kept'>, challenge: Challenge): Promise<void>;
  drop(token: string): Promise<void>;
}

/** Brokers let a challenge live about five minutes (protocol notes §2.2). */
const LIFE_MS = 5 * MINUTE_MS;
const PLACE = { user: 0, field: 'credentials' };

interface Held {
  readonly challenge: Challenge;
  /** Opens what the browser keeps. */
  readonly key: string;
}

export function createPendingCodes({ db, nowMs }: { db: Database; nowMs: () => EpochMs }): PendingCodes {
  const nameOf = (token: string) => ({ step: 'code', secret: token });

  async function heldFor({ token, kept }: Pick<CodePage, 'token' | 'kept'>): Promise<Held | null> {
    const plain = await readStep(db, { ...nameOf(token), browserKey: keyIn(kept), nowMs: nowMs() });
    return plain === null ? null : (JSON.parse(plain) as Held);
  }

  return {
    async hold({ token, telegramId }, { challenge, credentials }) {
      const [browserKey, key] = [newBrowserKey(), randomBytes(32)];
      const plain = JSON.stringify({ challenge, key: key.toString('base64') } satisfies Held);
      const endMs = nowMs() + LIFE_MS;
      await holdStep(db, { ...nameOf(token), telegramId, browserKey, plain, nowMs: nowMs(), endMs });
      return `${browserKey}.${createSeal(key).seal(JSON.stringify(credentials), PLACE)}`;
    },
    async find(page) {
      const held = await heldFor(page);
      const credentials = held && openCredentials(page.kept, held.key);
      return held && credentials && { challenge: held.challenge, credentials };
    },
    async renew(page, challenge) {
      const held = await heldFor(page);
      if (held === null) return;
      const plain = JSON.stringify({ ...held, challenge } satisfies Held);
      await changeStep(db, { ...nameOf(page.token), browserKey: keyIn(page.kept), plain, nowMs: nowMs() });
    },
    drop: (token) => dropStep(db, nameOf(token)),
  };
}

function keyIn(kept: string): string {
  return kept.slice(0, Math.max(0, kept.indexOf('.')));
}

/** null: it is not what we gave this browser to keep. */
function openCredentials(kept: string, key: string): Credentials | null {
  try {
    const plain = createSeal(Buffer.from(key, 'base64')).open(kept.slice(kept.indexOf('.') + 1), PLACE);
    return JSON.parse(plain) as Credentials;
  } catch (error) {
    if (error instanceof AppError && error.code === 'SEAL_BROKEN') return null;
    throw error;
  }
}
