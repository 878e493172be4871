import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Limits } from '../limits/limits.ts';
import type { Broker, BrokerSession } from './broker.ts';

/**
 * The same broker; no account is asked more often than this, whoever asks over it and in whatever process.
 * A call that comes too soon waits for its turn.
 */
export function paceBroker(broker: Broker, { limits, perSecond }: { limits: Limits; perSecond: number }): Broker {
  const rate = { intervalMs: Math.ceil(1_000 / perSecond), burst: perSecond };
  return {
    ...broker,
    async connect(sessionToken, signal) {
      const key = `account:${createHash('sha256').update(sessionToken).digest('base64url')}`;
      return paceSession(await broker.connect(sessionToken, signal), turn);

      async function turn(): Promise<void> {
        for (;;) {
          // Where the limits cannot be read the broker's own have to do.
          const taken = await limits.take(key, rate).catch(() => ({ ok: true }) as const);
          if (taken.ok) return;
          await sleep(taken.retryAfterMs);
        }
      }
    },
  };
}

/** All else of the session is its own. */
function paceSession(session: BrokerSession, turn: () => Promise<void>): BrokerSession {
  const paced: Pick<BrokerSession, 'profile' | 'balances' | 'assets' | 'candles'> = {
    profile: () => turn().then(() => session.profile()),
    balances: () => turn().then(() => session.balances()),
    assets: () => turn().then(() => session.assets()),
    candles: (request) => turn().then(() => session.candles(request)),
  };
  return Object.assign(Object.create(session) as BrokerSession, paced);
}
