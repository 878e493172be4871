import { hkdfSync } from 'node:crypto';
import type { Broker } from './broker/broker.ts';
import { createPolarium } from './broker/polarium/client.ts';
import type { Config } from './config/config.ts';
import { loadConfig } from './config/load.ts';
import { closeDatabase, type Database, openDatabase } from './db/database.ts';
import { createLog, type Log } from './log.ts';
import { createSeal, type Seal } from './seal.ts';

/** What every role needs, built once. Closed in reverse; whatever a role opens beside it goes on `closing`. */
export interface Context {
  readonly config: Config;
  readonly log: Log;
  readonly db: Database;
  readonly broker: Broker;
  readonly seal: Seal;
  /** Binds buttons to their person (bot/callback-data). */
  readonly buttonKey: Buffer;
  /** A broker session of the operator's own, when there is one. */
  readonly feedToken: string | null;
  readonly closing: AsyncDisposableStack;
}

export type Role = 'bot' | 'jobs' | 'web';

/** Errors: CONFIG_INVALID with every mistake at once. Nothing is connected yet when it returns. */
export function openContext(role: Role, env: NodeJS.ProcessEnv): Context {
  const { config, secrets } = loadConfig(env);
  const log = createLog({ level: config.log.level, environment: config.environment, room: role });
  const closing = new AsyncDisposableStack();
  const db = openDatabase({ url: config.database.url, poolSize: config.database.poolSize, applicationName: role });
  closing.defer(() => closeDatabase(db));
  return {
    config,
    log,
    db,
    broker: createPolarium({ ...config.broker, log }),
    seal: createSeal(secrets.sealKey),
    buttonKey: Buffer.from(hkdfSync('sha256', secrets.sealKey, '', 'buttons', 32)),
    feedToken: secrets.feedToken,
    closing,
  };
}
