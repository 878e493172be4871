import { AppError } from '#engine/index.ts';
import type { Events } from '../events.ts';
import type { Broker, BrokerSession } from './broker.ts';

/** The same broker; how long each call took and how it ended is told. */
export function timeBroker(broker: Broker, { brokerCalled }: Pick<Events, 'brokerCalled'>): Broker {
  const time = async <Result>(call: string, work: () => Promise<Result>): Promise<Result> => {
    const startedMs = performance.now();
    const tell = (end: string) => brokerCalled({ call, end, ms: performance.now() - startedMs });
    try {
      const result = await work();
      tell('ok');
      return result;
    } catch (error) {
      tell(error instanceof AppError ? error.code : 'failed');
      throw error;
    }
  };
  return {
    oauth: broker.oauth,
    login: (credentials) => time('login', () => broker.login(credentials)),
    sendCode: (challenge) => time('send_code', () => broker.sendCode(challenge)),
    submitCode: (request) => time('submit_code', () => broker.submitCode(request)),
    logout: (sessionToken) => time('logout', () => broker.logout(sessionToken)),
    connect: async (sessionToken, signal) =>
      timeSession(await time('connect', () => broker.connect(sessionToken, signal)), time),
  };
}

/** All else of the session is its own. */
function timeSession(
  session: BrokerSession,
  time: <Result>(call: string, work: () => Promise<Result>) => Promise<Result>,
): BrokerSession {
  const timed: Pick<BrokerSession, 'profile' | 'balances' | 'assets' | 'candles'> = {
    profile: () => time('profile', () => session.profile()),
    balances: () => time('balances', () => session.balances()),
    assets: () => time('assets', () => session.assets()),
    candles: (request) => time('candles', () => session.candles(request)),
  };
  return Object.assign(Object.create(session) as BrokerSession, timed);
}
