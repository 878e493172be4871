import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

/** The live server of a data folder, by the note it leaves there; null when there is none. A note of the dead is removed. */
export async function findRunning(data: string): Promise<RunningServer | null> {
  const note = join(data, 'postmaster.pid');
  const lines = (await readFile(note, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid) return null;
  if (isAlive(pid) && (await isPostgres(pid))) return { pid, port };
  await rm(note, { force: true });
  return null;
}

/** Who may stop the server: the process that started it, while it lives. */
export async function findOwner(home: string): Promise<number | null> {
  const pid = Number(await readFile(join(home, 'owner'), 'utf8').catch(() => ''));
  return pid && pid !== process.pid && isAlive(pid) ? pid : null;
}

export async function becomeOwner(home: string): Promise<void> {
  await writeFile(join(home, 'owner'), String(process.pid));
}

export async function giveUpOwnership(home: string): Promise<void> {
  await rm(join(home, 'owner'), { force: true });
}

/** Whether a process still runs. One that ended and was not yet collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // The first process of a container often collects nobody: its orphans stay listed for ever.
  return process.platform !== 'linux' || !/\) [ZX] /.test(readStatus(pid));
}

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return ') X ';
  }
}

/** Numbers of processes are used again, after a restart of the machine even soon. */
async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform === 'linux') return readStatus(pid).includes('(postgres) ');
  const { stdout } = await run('ps', ['-o', 'comm=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim().endsWith('postgres');
}
