import { dropAskedLinks } from '#io/db/asked-unlinks.ts';
import type { Database } from '#io/db/database.ts';
import { waitingEndedSessions } from '#io/db/ended-sessions.ts';
import { newsSubject, untoldEnds, untoldLinks } from '#io/db/link-news.ts';
import { openPrivacyRequests } from '#io/db/privacy-requests.ts';
import { openRequests } from '#io/db/requests.ts';
import type { Log } from '#io/log.ts';
import { isJobName } from '#io/queues/jobs.ts';
import { isOfOldRound } from '#io/queues/priority.ts';
import type { WorkQueue } from '#io/queues/queue.ts';
import type { Seal } from '#io/seal.ts';

const EVERY_MS = 5_000;
/** A request this young is still on its way into the queue. */
const GRACE_MS = 2_000;
/** The word that an account is linked is worth something for so long. */
const NEWS_SECONDS = 900;
/** Until then the question that found a session refused may tell its person itself. */
const FOUND_OUT_SECONDS = 20;

interface Rehydrating {
  readonly db: Database;
  readonly queue: WorkQueue;
  readonly log: Log;
  readonly seal: Seal;
}

/**
 * Puts requests that were accepted and never finished back into the queue, at start and every few seconds; links that
 * nobody was told of, links that an admin asked to end and sessions that are to end at the broker, too. Whose session
 * the broker refused without being told is asked to link again. The queue can be lost whole and nothing of it is: the
 * rows are the truth. A job that lives is left as it is.
 */
export function startRehydrating({ db, queue, log, seal }: Rehydrating): { close(): Promise<void> } {
  let isClosed = false;
  let pass = look();
  const timer = setInterval(() => {
    pass = pass.then(look);
  }, EVERY_MS);

  async function look(): Promise<void> {
    if (isClosed) return;
    try {
      for (const { id, kind, turnMs } of await openRequests(db, { olderThanMs: GRACE_MS })) {
        if (!isJobName(kind)) continue;
        await queue.add(kind, id, { turnMs });
        if (isOfOldRound(turnMs, Date.now())) await queue.putInFront(kind, id);
      }
      for (const id of await openPrivacyRequests(db, { olderThanMs: GRACE_MS })) await queue.add('privacy', id);
      for (const id of await dropAskedLinks(db, { seal })) await queue.add('end-session', String(id));
      for (const id of await waitingEndedSessions(db)) await queue.add('end-session', String(id));
      const untold = await Promise.all([
        untoldLinks(db, { withinSeconds: NEWS_SECONDS }),
        untoldEnds(db, { afterSeconds: FOUND_OUT_SECONDS }),
      ]);
      for (const telegramId of untold.flat()) {
        const subject = await newsSubject(db, telegramId);
        if (subject !== null) await queue.add('linked', subject);
      }
    } catch (error) {
      log.warn({ err: error }, 'open requests could not be looked through');
    }
  }

  return {
    async close() {
      isClosed = true;
      clearInterval(timer);
      await pass;
    },
  };
}
