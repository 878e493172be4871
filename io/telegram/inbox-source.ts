import type { Database } from '#io/db/database.ts';
import type { Log } from '#io/log.ts';
import { claimUpdates, freeUnheard, freeUpdates, type InboxUpdate } from './inbox.ts';

/** Even without a word the inbox is looked into this often: others store updates too, and others die. */
const IDLE_LOOK_MS = 1_000;

export interface InboxSource {
  /** The next open updates, at most so many; waits until there are some. Empty when the signal aborts. */
  supply(batchSize: number, signal: AbortSignal): Promise<InboxUpdate[]>;
  /** There may be something to take. */
  wake(): void;
  /** An update that was supplied is handled; its chat's next one may be taken. */
  done(update: InboxUpdate): void;
}

/**
 * A source of updates for the runner: the inbox, into which whoever hears from Telegram puts them.
 * Any number of processes take from it, and each update goes to one of them, a chat's in order.
 *
 * `owner` is the name of a lease that says that this process lives; without it nothing is taken.
 */
export function createInboxSource({
  db,
  owner,
  isAlive,
  log,
}: {
  db: Database;
  owner: string;
  isAlive: () => boolean;
  log: Log;
}): InboxSource {
  const inHand = new Set<number>();
  /** A claim ended in an error, and may have been carried out all the same. */
  let hasUnheard = false;
  let hasNews = true;
  let lookedForDeadMs = Number.NEGATIVE_INFINITY;
  let wakeUp = (): void => undefined;

  return { supply, wake, done };

  function wake(): void {
    hasNews = true;
    wakeUp();
  }

  function done({ update_id: updateId }: InboxUpdate): void {
    inHand.delete(updateId);
    wake();
  }

  async function supply(batchSize: number, signal: AbortSignal): Promise<InboxUpdate[]> {
    while (!signal.aborted) {
      hasNews = false;
      const updates = isAlive() ? await take(batchSize) : [];
      if (updates.length > 0) return updates;
      if (!hasNews) await rest(signal);
    }
    return [];
  }

  async function take(limit: number): Promise<InboxUpdate[]> {
    try {
      if (performance.now() - lookedForDeadMs > IDLE_LOOK_MS) {
        await freeUpdates(db);
        lookedForDeadMs = performance.now();
      }
      if (hasUnheard) await freeUnheard(db, { owner, inHand: [...inHand] });
      hasUnheard = true;
      const { updates, setAside } = await claimUpdates(db, { owner, limit });
      hasUnheard = false;
      for (const { update_id: updateId } of updates) inHand.add(updateId);
      if (setAside.length > 0) log.error({ updateIds: setAside }, 'updates set aside after repeated crashes');
      return updates;
    } catch (error) {
      log.warn({ err: error }, 'the inbox cannot be read');
      return [];
    }
  }

  function rest(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, IDLE_LOOK_MS);
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        wakeUp = () => undefined;
        resolve();
      }
      signal.addEventListener('abort', done);
      wakeUp = done;
    });
  }
}
