import type { Database } from '#io/db/database.ts';
import { withLock } from '#io/db/process-lock.ts';
import { giveBackRequest, type Request } from '#io/db/requests.ts';

/** So many workers died of it that it is tried no more. */
const MOST_CRASHES = 3;
/** From the second on it is not clear which of the questions under way was the one. */
const SUSPICIOUS_CRASHES = 2;

/** Ours alone; any number does, as long as it stays. */
const LOCK = { space: 7_245_902, id: 0 };

export function isPoisonous({ crashes }: Request): boolean {
  return crashes >= MOST_CRASHES;
}

export function isSuspicious({ crashes }: Request): boolean {
  return crashes >= SUSPICIOUS_CRASHES;
}

/**
 * A worker that dies takes all its questions with it, and each of them looks as guilty as the one that did it. So
 * suspects are tried one at a time, of all workers: then only the guilty one is there when the next worker dies.
 */
export function createSuspects(db: Database): {
  /** Gives the request back and, when its turn has come, does the work that takes it anew. */
  alone(request: Request, work: () => Promise<void>): Promise<void>;
} {
  let last = Promise.resolve();
  return {
    async alone(request, work) {
      await giveBackRequest(db, request);
      const turn = last.then(() => withLock(db, LOCK, work));
      last = turn.catch(() => undefined);
      await turn;
    },
  };
}
