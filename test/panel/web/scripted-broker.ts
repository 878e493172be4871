import { AppError } from '#engine/index.ts';
import type { Balance, Broker, BrokerSession, Challenge, LoginOutcome } from '#io/broker/broker.ts';

export interface Script {
  login?: (credentials: { identifier: string; password: string }) => Promise<LoginOutcome>;
  sendCode?: (challenge: Challenge) => Promise<LoginOutcome>;
  submitCode?: Broker['submitCode'];
  connect?: (sessionToken: string) => Promise<void>;
  balances?: readonly Balance[];
}

/** A broker that answers as a test tells it to, for what the simulator would not do; remembers what it was asked. */
export function scriptedBroker(
  script: Script = {},
): Broker & { readonly loggedOut: string[]; readonly logins: string[] } {
  const loggedOut: string[] = [];
  const logins: string[] = [];
  const balances = script.balances ?? [{ kind: 'practice', amountCents: 1_000_000, currency: 'BRL' } as const];
  return {
    loggedOut,
    logins,
    oauth: null,
    async login(credentials) {
      logins.push(credentials.password);
      return script.login ? await script.login(credentials) : { kind: 'in', sessionToken: `ssid-${logins.length}` };
    },
    async sendCode(challenge) {
      return script.sendCode ? await script.sendCode(challenge) : { kind: 'second_factor', challenge };
    },
    async submitCode(request) {
      return script.submitCode ? await script.submitCode(request) : { kind: 'in', sessionToken: 'ssid-code' };
    },
    async logout(sessionToken) {
      loggedOut.push(sessionToken);
    },
    async connect(sessionToken) {
      await script.connect?.(sessionToken);
      return session(sessionToken, balances);
    },
  };
}

function session(sessionToken: string, balances: readonly Balance[]): BrokerSession {
  const never = async () => {
    throw new AppError('INTERNAL', { message: 'Linking asks for no market data.' });
  };
  const close = async () => {};
  return {
    isAlive: true,
    clockOffsetMs: 0,
    profile: async () => ({ brokerUserId: `user of ${sessionToken}`, displayName: 'a***@example.test' }),
    balances: async () => balances,
    assets: never,
    candles: never,
    follow: never,
    reconnect: () => {},
    close,
    [Symbol.asyncDispose]: close,
  };
}
