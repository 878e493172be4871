import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { findBinaries } from '#io/embedded/binaries.ts';
import { ensureCluster } from '#io/embedded/cluster.ts';
import { makeHome, placeBinaries } from '#io/embedded/home.ts';
import { freePort } from '#io/embedded/port.ts';
import { urlOf, waitUntilReady } from '#io/embedded/ready.ts';
import { isAlive, type RunningServer } from '#io/embedded/running.ts';
import { launchServer } from '#io/embedded/server.ts';
import { findServerUser } from '#io/embedded/server-user.ts';
import { waitUntil } from './wait-until.ts';

/** How PostgreSQL is told to stop: `fast` ends the sessions in order, `immediate` is a crash it recovers from. */
export type StopMode = 'fast' | 'immediate' | 'kill';

const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' } as const;
const PATIENCE_MS = 60_000;
/** Below those that the system gives to whoever calls somebody: a server that is down must find its port free again. */
const PORTS = { from: 20_000, count: 10_000 };

/**
 * A PostgreSQL of one's own that stays down until it is told to come up.
 * The folder must be reachable for a lesser user when root runs this.
 */
export async function startPostgresServer({
  folder,
  settings = {},
}: {
  folder: string;
  settings?: Readonly<Record<string, string>>;
}) {
  const user = await findServerUser();
  await chmod(folder, 0o711);
  const home = await makeHome({ folder: join(folder, 'postgres'), user });
  const binaries = await placeBinaries(await findBinaries(), user);
  const { data, password } = await ensureCluster({ home, binaries, user });
  const port = await freePort(PORTS.from + Math.floor(Math.random() * PORTS.count));
  let server: RunningServer | null = null;

  async function start(changed: Readonly<Record<string, string>> = {}): Promise<void> {
    if (server !== null && isAlive(server.pid)) return;
    server = await launchServer({
      ...{ binaries, data, port, user, logFile: join(home, 'server.log') },
      settings: { ...SETTINGS, ...settings, ...changed },
    });
    const end = await waitUntilReady({ server, password }, PATIENCE_MS);
    if (end !== 'ready') throw new Error(`PostgreSQL is ${end}.`);
  }

  async function stop(mode: StopMode = 'fast'): Promise<void> {
    if (server === null || !isAlive(server.pid)) return;
    const { pid } = server;
    process.kill(pid, SIGNALS[mode]);
    await waitUntil('PostgreSQL ends', () => !isAlive(pid), PATIENCE_MS);
  }

  await start();
  return {
    /** Of the database `name`; default the one that is made for us. */
    url: (name?: string) => urlOf({ server: { pid: 0, port }, password }, name),
    data,
    home,
    binaries,
    user,
    get pid() {
      return server?.pid ?? 0;
    },
    /** Comes up again, with other settings if any are given. */
    start,
    stop,
  };
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_connections: '100',
  timezone: 'UTC',
};
