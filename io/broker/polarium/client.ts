import type { Broker } from '../broker.ts';
import { type Asked, AT_ONCE, type Handshakes } from '../handshakes.ts';
import { createCandleEvents } from './candle-events.ts';
import { openLine } from './line.ts';
import { type BrokerLog, silentLog } from './log.ts';
import { createLogin } from './login.ts';
import { createOauth } from './oauth.ts';
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
  /** How new connections are spread. Default: they are not. */
  readonly handshakes?: Handshakes;
  /** Other patience than the default, for tests and for unusual networks. */
  readonly timings?: Partial<Timings>;
}

/** The Polarium broker behind the contract. */
export function createPolarium(options: PolariumOptions): Broker {
  const { apiUrl, platformId, webSocketUrl: url, log = silentLog, handshakes = AT_ONCE } = options;
  const timings = { ...DEFAULT_TIMINGS, requestMs: options.requestTimeoutSeconds * 1000, ...options.timings };

  return {
    ...createLogin({ apiUrl, timings, log }),
    oauth: options.oauth ? createOauth({ apiUrl, timings, log, ...options.oauth }) : null,
    async connect(sessionToken, signal) {
      const events = createCandleEvents();
      const socket = { url, platformId, sessionToken, timings, log, onEvent: events.hear };
      const open = (by: Asked) => handshakes.open(() => openSocket(socket), by);
      return createSession({ line: await openLine({ open, timings, log, ...(signal && { signal }) }), events, log });
    },
  };
}
