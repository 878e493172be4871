import type { Database } from '#io/db/database.ts';
import type { Log } from '#io/log.ts';
import { claimUpdates, freeUnheard, freeUpdates, type InboxUpdate } from './inbox.ts';

/** Even without a word the inbox is looked into this often: others store updates too, and others die. */
const IDLE_LOOK_MS = 1_000;
/** The same while updates wait for one that another process may have. */
const BUSY_LOOK_MS = 100;

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
  onSetAside,
  calm = async () => undefined,
  log,
}: {
  db: Database;
  owner: string;
  isAlive: () => boolean;
  /** Of an update that nobody will handle, so that its person is told. */
  onSetAside: (update: InboxUpdate) => Promise<void>;
  /** Before others are taken: whatever cannot wait for them. Default: nothing. */
  calm?: () => Promise<void>;
  log: Log;
}): InboxSource {
  const inHand = new Set<number>();
  /** A claim ended in an error, and may have been carried out all the same. */
  let hasUnheard = false;
  let hasNews = true;
  /** Updates waited for others when we looked: each that ends may let one go. */
  let isMore = false;
  let ended = 0;
  let lookedForDeadMs = Number.NEGATIVE_INFINITY;
  let wakeUp = (): void => undefined;

  return { supply, wake, done };

  function wake(): void {
    hasNews = true;
    wakeUp();
  }

  function done({ update_id: updateId }: InboxUpdate): void {
    inHand.delete(updateId);
    ended += 1;
    if (isMore) wake();
  }

  async function supply(batchSize: number, signal: AbortSignal): Promise<InboxUpdate[]> {
    for (;;) {
      if (!hasNews && !signal.aborted) await rest(signal);
      if (signal.aborted) return [];
      await calm();
      hasNews = false;
      const updates = isAlive() ? await take(batchSize) : [];
      if (updates.length > 0) return updates;
    }
  }

  async function take(limit: number): Promise<InboxUpdate[]> {
    try {
      if (performance.now() - lookedForDeadMs > IDLE_LOOK_MS) {
        await freeUpdates(db);
        lookedForDeadMs = performance.now();
      }
      if (hasUnheard) await freeUnheard(db, { owner, inHand: [...inHand] });
      hasUnheard = true;
      const endedBefore = ended;
      const claimed = await claimUpdates(db, { owner, limit });
      const { updates, setAside } = claimed;
      hasUnheard = false;
      isMore = claimed.isMore;
      // More than there was room for; or one that ended while we looked, and let another go.
      if (isMore && (updates.length === limit || ended > endedBefore)) hasNews = true;
      for (const { update_id: updateId } of updates) inHand.add(updateId);
      for (const update of setAside) {
        log.error({ updateId: update.update_id }, 'update set aside after repeated crashes');
        await onSetAside(update);
      }
      return updates;
    } catch (error) {
      log.warn({ err: error }, 'the inbox cannot be read');
      return [];
    }
  }

  function rest(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, isMore ? BUSY_LOOK_MS : IDLE_LOOK_MS);
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
