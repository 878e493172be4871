import type { BrokerSession } from './broker.ts';
import type { Sessions } from './sessions.ts';

type MeteredCall = 'profile' | 'balances' | 'assets' | 'candles' | 'follow';

/** The same sessions; every call over one that was lent for a person's question is told first. */
export function meterSessions(sessions: Sessions, onCall: (call: MeteredCall) => void): Sessions {
  return {
    get openCount() {
      return sessions.openCount;
    },
    use: (telegramId, work) => sessions.use(telegramId, (session) => work(meterSession(session, onCall))),
    any: (work, preferTelegramId) => sessions.any((session) => work(meterSession(session, onCall)), preferTelegramId),
    close: () => sessions.close(),
  };
}

function meterSession(session: BrokerSession, onCall: (call: MeteredCall) => void): BrokerSession {
  const metered = <Args extends unknown[], Result>(name: MeteredCall, call: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      onCall(name);
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
    profile: metered('profile', () => session.profile()),
    balances: metered('balances', () => session.balances()),
    assets: metered('assets', () => session.assets()),
    candles: metered('candles', (request: Parameters<BrokerSession['candles']>[0]) => session.candles(request)),
    follow: metered('follow', (request: Parameters<BrokerSession['follow']>[0]) => session.follow(request)),
    reconnect: () => session.reconnect(),
    close: () => session.close(),
    [Symbol.asyncDispose]: () => session.close(),
  };
}
