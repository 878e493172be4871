import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#engine/index.ts';
import type { Log } from '../log.ts';
import { findBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { makeHome, placeBinaries } from './home.ts';
import { keepAlive } from './keeper.ts';
import { freePort } from './port.ts';
import { urlOf, waitUntilReady } from './ready.ts';
import { becomeOwner, findOwner, findRunning, giveUpOwnership, type RunningServer } from './running.ts';
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
const ATTEMPTS = 10;

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

  const wantedPort = running?.port ?? (await freePort(options.port ?? 54_329));
  const settings = { ...SETTINGS, ...options.settings };
  const serverOptions = { binaries, data, logFile: join(home, 'server.log'), port: wantedPort, user, settings };
  const server = await bringUp({ running, password, serverOptions });
  const { port } = server;
  options.log.info({ pid: server.pid, port, takenOver: running !== null }, 'PostgreSQL is ready');

  const address = { url: urlOf({ server, password }), port, ownerPid };
  if (ownerPid !== null) return { ...address, pid: () => server.pid, stop: async () => {} };

  const startAgain = () =>
    bringUp({ running: null, password, serverOptions: { ...serverOptions, port }, isPortFixed: true });
  const keeper = keepAlive({ server, startAgain, log: options.log });
  return {
    ...address,
    pid: () => keeper.current().pid,
    stop: async () => {
      await keeper.release();
      await stopServer(keeper.current().pid);
      await giveUpOwnership(home);
    },
  };
}

interface BringUp {
  readonly running: RunningServer | null;
  readonly password: string;
  readonly serverOptions: ServerOptions;
  /** Others know the address already. */
  readonly isPortFixed?: boolean;
}

async function bringUp({ running, password, serverOptions, isPortFixed = false }: BringUp): Promise<RunningServer> {
  let { port } = serverOptions;
  for (let attempt = 1; ; attempt++) {
    const server = attempt === 1 && running ? running : await launchServer({ ...serverOptions, port });
    if ((await waitUntilReady({ server, password }, READY_MS)) === 'ready') return server;
    const lastWords = await readLastWords(serverOptions.logFile);
    // Right after a kill -9 the old server's children may still hold its memory for a moment.
    const isStillHeld = lastWords.includes('shared memory block');
    // Two starts at one moment can find the same port free; the second looks again.
    const isPortTaken = lastWords.includes('TCP/IP socket');
    if (attempt >= ATTEMPTS || !(isStillHeld || isPortTaken)) throw refusal(lastWords, serverOptions.logFile);
    if (isPortTaken && !isPortFixed) port = await freePort(port);
    else await sleep(500);
  }
}

async function readLastWords(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n');
  return lines.slice(-3).join(' | ');
}

function refusal(lastWords: string, logFile: string): AppError {
  return new AppError('DATABASE_UNAVAILABLE', {
    message: `The embedded PostgreSQL did not start. Its log ends: ${lastWords}`,
    remedy: `Read "${logFile}", or set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
  });
}
