import type { BrokerSession } from './broker.ts';
import type { Sessions } from './sessions.ts';

/** The same sessions; every call over one that was lent for a person's question is told first. */
export function meterSessions(sessions: Sessions, onCall: () => void): Sessions {
  return {
    get openCount() {
      return sessions.openCount;
    },
    use: (telegramId, work) => sessions.use(telegramId, (session) => work(meterSession(session, onCall))),
    any: (work, preferTelegramId) => sessions.any((session) => work(meterSession(session, onCall)), preferTelegramId),
    close: () => sessions.close(),
  };
}

function meterSession(session: BrokerSession, onCall: () => void): BrokerSession {
  const metered = <Args extends unknown[], Result>(call: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      onCall();
      return call(...args);
    };
  };
  return {
    get isAlive() {
      return session.isAlive;
    },
    get clockOffsetMs() {
      return session.clockOffsetMs;
    },
    profile: metered(() => session.profile()),
    balances: metered(() => session.balances()),
    assets: metered(() => session.assets()),
    candles: metered((request: Parameters<BrokerSession['candles']>[0]) => session.candles(request)),
    close: () => session.close(),
    [Symbol.asyncDispose]: () => session.close(),
  };
}
