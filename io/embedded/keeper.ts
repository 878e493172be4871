import type { Log } from '../log.ts';
import { isAlive, type RunningServer } from './running.ts';

export interface KeeperOptions {
  readonly server: RunningServer;
  readonly startAgain: () => Promise<RunningServer>;
  readonly log: Log;
}

export interface Keeper {
  /** The server now; another process after a crash, on the same port. */
  current(): RunningServer;
  /** Stops watching, and waits for a start under way. */
  release(): Promise<void>;
}

const WATCH_MS = 500;

/** Watches the server's process and starts it again when it dies. Works for a server we did not start ourselves, too. */
export function keepAlive({ server, startAgain, log }: KeeperOptions): Keeper {
  let current = server;
  let underWay: Promise<void> | null = null;

  const revive = async () => {
    log.error({ pid: current.pid }, 'PostgreSQL ended by itself; starting it again');
    try {
      current = await startAgain();
      log.info({ pid: current.pid }, 'PostgreSQL is back');
    } catch (error) {
      log.error({ err: error }, 'PostgreSQL did not come back');
    }
    underWay = null;
  };
  const watch = setInterval(() => {
    if (underWay === null && !isAlive(current.pid)) underWay = revive();
  }, WATCH_MS);
  watch.unref();

  return {
    current: () => current,
    release: async () => {
      clearInterval(watch);
      await underWay;
    },
  };
}
