import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from 'grammy';
import { GrammyError } from 'grammy';
import type { Database } from '#io/db/database.ts';
import type { Log } from '#io/log.ts';
import { type InboxUpdate, storeUpdates, unfinishedUpdates } from './inbox.ts';

const LONG_POLL_SECONDS = 25;
const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'inline_query',
  'chosen_inline_result',
] as const;

/**
 * A source of updates for the runner. First what an earlier process left unfinished, then what Telegram has.
 *
 * The runner confirms an update to Telegram before its handler has finished; a crash would lose it. Here the
 * offset moves only after the updates lie in the inbox, so nothing is confirmed that is not stored.
 */
export function createPoller({ db, api, log }: { db: Database; api: Api; log: Log }): {
  supply: (batchSize: number, signal: AbortSignal) => Promise<InboxUpdate[]>;
} {
  let offset = 0;
  let isRecovered = false;
  let failures = 0;

  async function supply(batchSize: number, signal: AbortSignal): Promise<InboxUpdate[]> {
    while (!signal.aborted) {
      try {
        if (!isRecovered) {
          const { updates, setAside } = await unfinishedUpdates(db);
          isRecovered = true;
          if (setAside.length > 0) log.error({ updateIds: setAside }, 'updates set aside after repeated crashes');
          if (updates.length > 0) return updates;
        }
        const limit = Math.max(1, Math.min(100, batchSize));
        const batch = await api.getUpdates(
          { offset, limit, timeout: LONG_POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
          signal as never,
        );
        failures = 0;
        const fresh = await storeUpdates(db, batch);
        offset = batch.reduce((next, update) => Math.max(next, update.update_id + 1), offset);
        if (fresh.length > 0) return fresh;
      } catch (error) {
        if (signal.aborted) break;
        failures += 1;
        log.warn({ err: error, failures }, 'no updates: Telegram or the database does not answer');
        await wait(retryMs(error, failures), undefined, { signal }).catch(() => undefined);
      }
    }
    return [];
  }

  return { supply };
}

function retryMs(error: unknown, failures: number): number {
  const retryAfter = error instanceof GrammyError ? error.parameters.retry_after : undefined;
  if (retryAfter !== undefined) return retryAfter * 1_000;
  return Math.min(15_000, 250 * 2 ** Math.min(failures, 6)) * (0.5 + Math.random() / 2);
}
