import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from 'grammy';
import { GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Database } from '#io/db/database.ts';
import type { Log } from '#io/log.ts';
import { type InboxUpdate, storeUpdates } from './inbox.ts';

const LONG_POLL_SECONDS = 25;
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'pre_checkout_query',
  'my_chat_member',
  'inline_query',
  'chosen_inline_result',
] as const;

/**
 * Fetches updates into the inbox, one process at a time; `onNews` is called when new ones lie there.
 *
 * grammY's own runner confirms an update to Telegram before its handler has finished; a crash would lose it. Here the
 * offset moves only after the updates lie in the inbox, so nothing is confirmed that is not stored.
 */
export function startPoller({
  db,
  api,
  log,
  onNews,
  onArrived,
  onStored,
}: {
  db: Database;
  api: Api;
  log: Log;
  onNews: () => void;
  /** Hears of each update as it comes, before it lies anywhere; it may come again. */
  onArrived?: (update: Update) => void;
  /** Hears of each new update that lies in the inbox now, before it has its turn. */
  onStored?: (update: InboxUpdate) => void;
}): {
  close(): Promise<void>;
} {
  const ending = new AbortController();
  const { signal } = ending;
  const running = poll();
  return {
    async close() {
      ending.abort();
      await running;
    },
  };

  async function poll(): Promise<void> {
    let offset = 0;
    let failures = 0;
    while (!signal.aborted) {
      try {
        const batch = await api.getUpdates(
          { offset, limit: 100, timeout: LONG_POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
          signal as never,
        );
        failures = 0;
        if (onArrived !== undefined) for (const update of batch) onArrived(update);
        const fresh = await storeUpdates(db, batch);
        offset = batch.reduce((next, update) => Math.max(next, update.update_id + 1), offset);
        if (onStored !== undefined) for (const update of fresh) onStored(update);
        if (fresh.length > 0) onNews();
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        log.warn({ err: error, failures }, 'no updates: Telegram or the database does not answer');
        await wait(retryMs(error, failures), undefined, { signal }).catch(() => undefined);
      }
    }
  }
}

function retryMs(error: unknown, failures: number): number {
  const retryAfter = error instanceof GrammyError ? error.parameters.retry_after : undefined;
  if (retryAfter !== undefined) return retryAfter * 1_000;
  return Math.min(15_000, 250 * 2 ** Math.min(failures, 6)) * (0.5 + Math.random() / 2);
}
