import { AppError } from '#engine/index.ts';
import { type Budget, createBudget } from '#io/broker/budget.ts';
import { createLiveTokens, type LiveTokens } from '#io/broker/live-tokens.ts';
import { createSessions, type Sessions } from '#io/broker/sessions.ts';
import type { Context } from '#io/context.ts';
import { activeLinks } from '#io/db/links.ts';
import type { Log } from '#io/log.ts';
import { type BrokerDesk, createBrokerDesk } from './feed/broker-desk.ts';
import { createShift, OPERATOR_ID } from './feed/shift.ts';

const SESSION_IDLE_SECONDS = 300;

/** How work reaches the broker. */
export interface BrokerSide {
  readonly sessions: Sessions;
  readonly budget: Budget;
  /** Where work that nobody asked for asks; null while the feed is off. */
  readonly desk: BrokerDesk | null;
}

/** Opened by whoever asks the broker: the workers and the feed. */
export function openBrokerSide(context: Context): BrokerSide {
  const { config, log, events, db, limits, broker, seats, seal, feedToken, closing } = context;
  const tokens = createLiveTokens({ db, seal, oauth: broker.oauth, nowMs: Date.now });
  const sessions = createSessions({
    broker,
    seats,
    idleSeconds: SESSION_IDLE_SECONDS,
    openToken: async (accountId) =>
      accountId === OPERATOR_ID ? feedToken : openedToken(tokens, { telegramId: accountId, log }),
    async onOver(accountId, sessionToken) {
      if (accountId === OPERATOR_ID) log.error('the broker refuses POLARIUM_FEED_SSID; the linked accounts take turns');
      else await tokens.refused(accountId, sessionToken);
    },
  });
  closing.defer(() => sessions.close());
  events.measures.gauge('broker_sessions', {
    help: 'Open sessions at the broker.',
    read: () => [{ value: sessions.openCount }],
  });
  const shift = createShift({ hasOperator: feedToken !== null, links: () => activeLinks(db) });
  return {
    sessions,
    budget: createBudget({ limits: limits.shared(db), perSecond: config.feed.requestsPerSecond }),
    desk: config.feed.isOn ? createBrokerDesk({ sessions, shift, nowMs: Date.now }) : null,
  };
}

/** A seal that does not open is the operator's alarm; to its person it is a session that is over: they link again. */
async function openedToken(tokens: LiveTokens, { telegramId, log }: { telegramId: number; log: Log }) {
  try {
    return await tokens.open(telegramId);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'SEAL_BROKEN')) throw error;
    log.error({ err: error, telegramId }, 'a stored session does not open');
    return null;
  }
}
