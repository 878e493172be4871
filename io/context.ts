import { hkdfSync } from 'node:crypto';
import type { Broker } from './broker/broker.ts';
import { createHostBreaker, guardBroker } from './broker/guarded.ts';
import { createHandshakes } from './broker/handshakes.ts';
import { paceBroker } from './broker/paced.ts';
import { createPolarium } from './broker/polarium/client.ts';
import { createSeats, type Seats, seatBroker } from './broker/seats.ts';
import { timeBroker } from './broker/timed.ts';
import type { Config } from './config/config.ts';
import { loadConfig } from './config/load.ts';
import { houseKey } from './db/data-keys.ts';
import { closeDatabase, type Database, databaseOn, openPool } from './db/database.ts';
import { type LaggingReads, openReplica } from './db/replica.ts';
import { createEvents, type Events } from './events.ts';
import { type OpenLimits, openLimits } from './limits/open-limits.ts';
import { createLog, type Log, logNameKey } from './log.ts';
import { createSeal, type Seal } from './seal.ts';
import { watchBreakers } from './watch/breakers.ts';
import { dependenciesOf } from './watch/dependencies.ts';
import { watchPool } from './watch/pools.ts';
import { createReadiness, type Readiness } from './watch/readiness.ts';

/** A process that stands still in the middle of a transaction keeps its rows from the others so long. */
const STANDSTILL_MS = 8_000;

/** Pages are few and short. */
const WEB_CONNECTIONS = 3;

/** What every role needs, built once. Closed in reverse; whatever a role opens beside it goes on `closing`. */
export interface Context extends Opened {
  /** Binds buttons and links to their person (bot/callback-data). */
  readonly buttonKey: Buffer;
}

/** As far as it goes before anything is connected. */
export interface Opened {
  readonly config: Config;
  readonly log: Log;
  /** What happens is told here. */
  readonly events: Events;
  /** Whether what it stands on is there. */
  readonly readiness: () => Promise<Readiness>;
  readonly db: Database;
  /** For reads that may be some seconds old. */
  readonly reads: LaggingReads;
  /** Who may go now, of people and of calls to the broker. */
  readonly limits: OpenLimits;
  readonly broker: Broker;
  /** Room for its sessions. */
  readonly seats: Seats;
  readonly seal: Seal;
  /** What `buttonKey` is the first time: as it was when it had no row of its own. */
  readonly firstButtonKey: Buffer;
  /** A broker session of the operator's own, when there is one. */
  readonly feedToken: string | null;
  readonly closing: AsyncDisposableStack;
}

export type Role = 'bot' | 'jobs' | 'feed' | 'web';

/** Errors: CONFIG_INVALID with every mistake at once. Nothing is connected yet when it returns. */
export function openContext(role: Role, env: NodeJS.ProcessEnv): Opened {
  const { config, secrets } = loadConfig(env);
  const nameKey = logNameKey(secrets.sealKey);
  const log = createLog({ level: config.log.level, environment: config.environment, room: role, nameKey });
  const closing = new AsyncDisposableStack();
  const events = createEvents(log);
  const { url } = config.database;
  const poolSize = role === 'web' ? Math.min(WEB_CONNECTIONS, config.database.poolSize) : config.database.poolSize;
  const db = databaseOn(
    watchPool(openPool({ url, poolSize, applicationName: role, idleTransactionTimeoutMs: STANDSTILL_MS }), events),
  );
  closing.defer(() => closeDatabase(db));
  const replica = closing.use(
    openReplica({ url: config.database.replicaUrl, primary: db, applicationName: role, log }),
  );
  const limits = openLimits(config);
  closing.defer(() => limits.close());
  const host = createHostBreaker({
    longestPauseSeconds: config.broker.pauseSeconds,
    onChange: (state) => log.warn({ state }, 'the breaker of the broker changed'),
  });
  const { handshakesPerSecond, requestsPerSecond, maxSessions, ...endpoint } = config.broker;
  const handshakes = createHandshakes({ limits: limits.shared(db), perSecond: handshakesPerSecond, host });
  const polarium = timeBroker(createPolarium({ ...endpoint, log, handshakes }), events);
  const paced = paceBroker(polarium, { limits: limits.shared(db), perSecond: requestsPerSecond });
  const guarded = guardBroker(paced, { host, ...endpoint });
  watchBreakers(events.measures, { host, broker: guarded });
  const seats = createSeats({ db, most: maxSessions });
  closing.defer(() => seats.close());
  return {
    config,
    log,
    events,
    readiness: createReadiness(dependenciesOf({ db, config })),
    db,
    reads: replica.reads,
    limits,
    broker: seatBroker(guarded, seats),
    seats,
    seal: createSeal(secrets.sealKey, { retiring: secrets.oldSealKeys }),
    firstButtonKey: Buffer.from(hkdfSync('sha256', secrets.oldSealKeys.at(-1) ?? secrets.sealKey, '', 'buttons', 32)),
    feedToken: secrets.feedToken,
    closing,
  };
}

/** The whole of it, once the database was looked at. Buttons in people's chats outlive the key of the seal. */
export async function unlock(opened: Opened): Promise<Context> {
  const { db, seal, firstButtonKey: first } = opened;
  return { ...opened, buttonKey: await houseKey(db, { purpose: 'buttons', first, seal }) };
}
