import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '#engine/index.ts';
import type { ServerUser } from './server-user.ts';

const run = promisify(execFile);

/** The role that owns everything in the embedded server. */
export const ROLE = 'catalogador';

export interface ClusterOptions {
  /** The server's home: holds data, password and log. */
  readonly home: string;
  /** Folder with bin, lib and share. */
  readonly binaries: string;
  readonly user: ServerUser | null;
}

/**
 * The data folder and the password of its role; made on the first call, in about a second.
 *
 * Errors: DATABASE_UNAVAILABLE when initdb fails, or when the data belongs to another major version.
 */
export async function ensureCluster(options: ClusterOptions): Promise<{ data: string; password: string }> {
  const data = join(options.home, 'data');
  const passwordFile = join(options.home, 'password');
  if (!existsSync(data)) await initialize({ ...options, data, passwordFile });
  await refuseOtherVersion(data, options.binaries);
  return { data, password: (await readFile(passwordFile, 'utf8')).trim() };
}

async function initialize({
  binaries,
  user,
  data,
  passwordFile,
}: ClusterOptions & Record<'data' | 'passwordFile', string>) {
  // Made aside and moved in one step: an interrupted start leaves nothing that looks finished.
  const unfinished = `${data}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await writeFile(passwordFile, randomBytes(24).toString('base64url'));
  await chmod(passwordFile, 0o600);
  if (user) await chown(passwordFile, user.uid, user.gid);
  const words = [
    '-D',
    unfinished,
    '-U',
    ROLE,
    '--pwfile',
    passwordFile,
    '--auth',
    'scram-sha-256',
    '--encoding',
    'UTF8',
  ];
  // The builtin provider needs no locale of the machine and sorts alike everywhere.
  words.push('--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C');
  try {
    await run(join(binaries, 'bin', 'initdb'), words, { ...user, cwd: '/' });
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim() ?? String(cause);
    throw new AppError('DATABASE_UNAVAILABLE', {
      message: `PostgreSQL could not make its data folder: ${said}`,
      cause,
    });
  }
  await rename(unfinished, data);
}

async function refuseOtherVersion(data: string, binaries: string): Promise<void> {
  const ours = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  const { stdout } = await run(join(binaries, 'bin', 'postgres'), ['--version'], { cwd: '/' });
  const major = / (\d+)/.exec(stdout)?.[1];
  if (ours === major) return;
  throw new AppError('DATABASE_UNAVAILABLE', {
    message: `The data in "${data}" is of PostgreSQL "${ours}", the server is "${major}".`,
    remedy: 'Dump it with the old version and restore it with the new one, or move the folder away to start empty.',
  });
}
