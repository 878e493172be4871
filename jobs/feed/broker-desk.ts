import { AppError } from '#engine/index.ts';
import type { BrokerSession } from '#io/broker/broker.ts';
import type { Sessions } from '#io/broker/sessions.ts';
import type { Shift } from './shift.ts';

/** Where the feed asks the broker. */
export interface BrokerDesk {
  /**
   * Lends the session of whoever is on duty; of the next one when the broker refuses that.
   * Errors: NOBODY_LINKED when there is no account at all, and those of the work.
   */
  ask<Result>(work: (session: BrokerSession) => Promise<Result>): Promise<Result>;
}

/** Thrown when there is no account to ask over: nothing to be done until somebody links one. */
export const NOBODY_LINKED = new AppError('BROKER_SESSION_OVER', { message: 'No linked account for the feed.' });

/** So many refused accounts in a row are no coincidence. */
const MOST_REFUSALS = 3;

export function createBrokerDesk({
  sessions,
  shift,
  nowMs,
}: {
  sessions: Sessions;
  shift: Shift;
  nowMs: () => number;
}): BrokerDesk {
  return {
    async ask(work) {
      for (let refusals = 0; ; refusals += 1) {
        const accountId = await shift.now(nowMs());
        if (accountId === null) throw NOBODY_LINKED;
        try {
          return await sessions.use(accountId, (session) => onAnswering(session, work));
        } catch (error) {
          const isRefused = error instanceof AppError && error.code === 'BROKER_SESSION_OVER';
          if (!isRefused || refusals === MOST_REFUSALS) throw error;
          shift.dismiss(accountId);
        }
      }
    },
  };
}

/** A session that is connected and does not answer gets another connection for the questions to come. */
async function onAnswering<Result>(session: BrokerSession, work: (session: BrokerSession) => Promise<Result>) {
  try {
    return await work(session);
  } catch (error) {
    if (error instanceof AppError && error.code === 'BROKER_TIMEOUT') session.reconnect();
    throw error;
  }
}
