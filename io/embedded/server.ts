import { spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, type RunningServer } from './running.ts';
import type { ServerUser } from './server-user.ts';

export interface ServerOptions {
  /** Folder with bin, lib and share. */
  readonly binaries: string;
  readonly data: string;
  readonly logFile: string;
  readonly port: number;
  readonly user: ServerUser | null;
  readonly settings: Readonly<Record<string, string>>;
}

/** Starts the server process. It is on its way when this returns, not ready. */
export async function launchServer(options: ServerOptions): Promise<RunningServer> {
  const settings = Object.entries(options.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // A file, not a pipe to us: the server outlives a killed starter and must not choke on its own words.
  const log = openSync(options.logFile, 'w', 0o600);
  if (options.user) fchownSync(log, options.user.uid, options.user.gid);
  try {
    const child = spawn(
      join(options.binaries, 'bin', 'postgres'),
      ['-D', options.data, '-p', String(options.port), ...settings],
      // Detached: a Ctrl-C at the terminal is for us, who stop the server last.
      { ...options.user, cwd: '/', detached: true, stdio: ['ignore', log, log], env: { TZ: 'UTC' } },
    );
    child.unref();
    await new Promise((done, fail) => child.once('spawn', done).once('error', fail));
    return { pid: child.pid ?? 0, port: options.port };
  } finally {
    closeSync(log);
  }
}

/** Ends sessions and stops; when the server does not hear, ends it harder. Its data survives any of these. */
export async function stopServer(pid: number): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 8_000],
    ['SIGQUIT', 3_000],
    ['SIGKILL', 3_000],
  ];
  for (const [signal, patienceMs] of steps) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await isGone(pid, patienceMs)) return;
  }
}

async function isGone(pid: number, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}
