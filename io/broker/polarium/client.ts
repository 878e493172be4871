import type { Broker } from '../broker.ts';
import { createCandleEvents } from './candle-events.ts';
import { openLine } from './line.ts';
import { type BrokerLog, silentLog } from './log.ts';
import { createLogin } from './login.ts';
import { createOauth } from './oauth.ts';
import { createPace } from './pace.ts';
import { createSession } from './session.ts';
import { openSocket } from './socket.ts';
import { DEFAULT_TIMINGS, type Timings } from './timings.ts';

export interface PolariumOptions {
  /** Without a trailing slash. */
  readonly apiUrl: string;
  readonly webSocketUrl: string;
  /** A cookie of the upgrade request; 82 is what third parties use. */
  readonly platformId: number;
  readonly requestTimeoutSeconds: number;
  /** Null when the operator has no client id. */
  readonly oauth?: { readonly clientId: string; readonly clientSecret: string | null } | null;
  readonly log?: BrokerLog;
  /** Other patience than the default, for tests and for unusual networks. */
  readonly timings?: Partial<Timings>;
}

/** The Polarium broker behind the contract. */
export function createPolarium(options: PolariumOptions): Broker {
  const { apiUrl, platformId, webSocketUrl: url, log = silentLog } = options;
  const timings = { ...DEFAULT_TIMINGS, requestMs: options.requestTimeoutSeconds * 1000, ...options.timings };
  const pace = createPace(timings.reconnectSpacingMs);

  return {
    ...createLogin({ apiUrl, timings, log }),
    oauth: options.oauth ? createOauth({ apiUrl, timings, log, ...options.oauth }) : null,
    async connect(sessionToken) {
      const events = createCandleEvents();
      const open = () => openSocket({ url, platformId, sessionToken, timings, log, onEvent: events.hear });
      return createSession({ line: await openLine({ open, timings, pace, log }), events, log });
    },
  };
}
