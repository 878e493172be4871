import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#engine/index.ts';
import type { Log } from '../log.ts';
import { findBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { makeHome, placeBinaries } from './home.ts';
import { freePort } from './port.ts';
import { urlOf, waitUntilReady } from './ready.ts';
import { becomeOwner, findOwner, findRunning, giveUpOwnership, isAlive, type RunningServer } from './running.ts';
import { launchServer, type ServerOptions, stopServer } from './server.ts';
import { findServerUser } from './server-user.ts';

export interface EmbeddedPostgresOptions {
  /** Where data, password and log are kept; made when missing. */
  readonly folder: string;
  /** Preferred port; another when it is taken. Default: 54329. */
  readonly port?: number;
  /** More server settings, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log: Log;
}

export interface EmbeddedPostgres {
  readonly url: string;
  readonly port: number;
  /** The living process that started the server, when that is not us; then `stop` leaves it running. */
  readonly ownerPid: number | null;
  /** The server's process now; another one after a crash. */
  pid(): number;
  stop(): Promise<void>;
}

/** Small enough for a laptop, and nothing listens beyond this machine. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_connections: '60',
  max_parallel_workers_per_gather: '0',
  max_wal_size: '512MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};
const READY_MS = 60_000;
const WATCH_MS = 500;
const ATTEMPTS = 6;

/**
 * Starts the PostgreSQL that npm installed, or takes over one of ours that still runs because its starter was killed.
 * Should it die later, it is started again on the same port.
 *
 * Errors: DATABASE_UNAVAILABLE with the end of the server's own log.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = await findServerUser();
  const home = await makeHome({ folder: options.folder, user });
  const binaries = await placeBinaries(await findBinaries(), user);
  const { data, password } = await ensureCluster({ home, binaries, user });

  const running = await findRunning(data);
  const ownerPid = running ? await findOwner(home) : null;
  if (ownerPid === null) await becomeOwner(home);

  const port = running?.port ?? (await freePort(options.port ?? 54_329));
  const settings = { ...SETTINGS, ...options.settings };
  const serverOptions = { binaries, data, logFile: join(home, 'server.log'), port, user, settings };
  let server = await bringUp({ running, password, serverOptions });
  options.log.info({ pid: server.pid, port, takenOver: running !== null }, 'PostgreSQL is ready');

  const watch = setInterval(async () => {
    if (isAlive(server.pid) || restarting) return;
    restarting = true;
    options.log.error({ pid: server.pid }, 'PostgreSQL ended by itself; starting it again');
    try {
      server = await bringUp({ running: null, password, serverOptions });
    } catch (error) {
      options.log.error({ err: error }, 'PostgreSQL did not come back');
    }
    restarting = false;
  }, WATCH_MS);
  let restarting = ownerPid !== null;
  watch.unref();

  return {
    url: urlOf({ server, password }),
    port,
    ownerPid,
    pid: () => server.pid,
    stop: async () => {
      clearInterval(watch);
      if (ownerPid !== null) return;
      await stopServer(server.pid);
      await giveUpOwnership(home);
    },
  };
}

interface BringUp {
  readonly running: RunningServer | null;
  readonly password: string;
  readonly serverOptions: ServerOptions;
}

async function bringUp({ running, password, serverOptions }: BringUp): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const server = attempt === 1 && running ? running : await launchServer(serverOptions);
    const outcome = await waitUntilReady({ server, password }, READY_MS);
    if (outcome === 'ready') return server;
    // Right after a kill -9 the old server's children may still hold its memory for a moment.
    if (outcome === 'silent' || attempt === ATTEMPTS) throw await refusal(serverOptions.logFile);
    await sleep(500);
  }
}

async function refusal(logFile: string): Promise<AppError> {
  const lines = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n');
  return new AppError('DATABASE_UNAVAILABLE', {
    message: `The embedded PostgreSQL did not start. Its log ends: ${lines.slice(-3).join(' | ')}`,
    remedy: `Read "${logFile}", or set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
  });
}
