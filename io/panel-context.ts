import { AppError } from '#engine/index.ts';
import { loadPanelConfig, type PanelConfig } from './config/panel.ts';
import { closeDatabase, type Database, databaseOn, openPool } from './db/database.ts';
import { seesSecrets } from './db/panel-role.ts';
import { compareSchema } from './db/schema.ts';
import { createEvents, type Events } from './events.ts';
import type { Living } from './live.ts';
import { createLog } from './log.ts';
import { openQueueReader, type QueueReader } from './queues/reader.ts';
import { createSeal, type Seal } from './seal.ts';
import { watchPool } from './watch/pools.ts';
import { createReadiness } from './watch/readiness.ts';

/** What the panel has: its own eyes on the database and its own key. Nothing here leads to a broker or to Telegram. */
export interface PanelContext extends Living {
  readonly config: PanelConfig;
  readonly db: Database;
  readonly events: Events;
  /** The queue, to be looked at. */
  readonly queue: QueueReader;
  /** Of what it knows of its admins. */
  readonly seal: Seal;
  readonly key: Buffer;
}

/** Pages are few and short. */
const CONNECTIONS = 4;

/** Errors: CONFIG_INVALID with every mistake at once. Nothing is connected yet when it returns. */
export function openPanelContext(env: NodeJS.ProcessEnv): PanelContext {
  const { config, key } = loadPanelConfig(env);
  const log = createLog({ level: config.log.level, environment: config.environment, room: 'panel' });
  const closing = new AsyncDisposableStack();
  const events = createEvents(log);
  const { databaseUrl: url } = config;
  const db = databaseOn(watchPool(openPool({ url, poolSize: CONNECTIONS, applicationName: 'panel' }), events));
  closing.defer(() => closeDatabase(db));
  const queue = openQueueReader({ database: { url }, redis: config.redis });
  closing.defer(() => queue.close());
  const readiness = createReadiness({
    database: { isVital: true, freshMs: 1_000, check: () => compareSchema(db) },
  });
  return { config, log, events, readiness, db, queue, seal: createSeal(key), key, closing };
}

/**
 * A panel that could see what it must not see does not start, nor one that does not know the tables.
 *
 * Errors: CONFIG_INVALID.
 */
export async function guardPanel(db: Database): Promise<void> {
  if ((await compareSchema(db)).missing.length > 0) {
    throw new AppError('CONFIG_INVALID', {
      message: 'The database is older than this panel.',
      remedy: 'Run: npx catalogador migrate',
    });
  }
  if (!(await seesSecrets(db))) return;
  throw new AppError('CONFIG_INVALID', {
    message: 'The role of PANEL_DATABASE_URL may read sealed sessions.',
    remedy: 'Give it a role of its own, as in postgres://catalogador_panel:…, and run: npx catalogador migrate',
  });
}
