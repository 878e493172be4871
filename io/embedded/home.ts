import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Binaries } from './binaries.ts';
import { canReach } from './reach.ts';
import type { ServerUser } from './server-user.ts';

/** Where root keeps what a lesser user must reach; the second when the first cannot be written. */
const SHARED_FOLDERS = ['/var/lib/catalogador', join(tmpdir(), 'catalogador')];

export interface HomeOptions {
  readonly folder: string;
  readonly user: ServerUser | null;
}

/**
 * The folder where the server may live: the one asked for, or, when its user cannot get there (a clone under root's
 * own 0700 home), a reachable one with a link to it in the place asked for.
 */
export async function makeHome({ folder, user }: HomeOptions): Promise<string> {
  await mkdir(dirname(resolve(folder)), { recursive: true });
  const wanted = join(await realpath(dirname(resolve(folder))), basename(folder));
  const home = (await linkTarget(wanted)) ?? wanted;
  if (user === null) {
    await mkdir(home, { recursive: true });
    return home;
  }
  if (home !== wanted) return await own(home, user);
  if (await canReach(dirname(wanted), user)) return await own(wanted, user);
  const reachable = join(await sharedFolder(), createHash('sha256').update(wanted).digest('hex').slice(0, 16));
  if (existsSync(wanted)) await move(wanted, reachable);
  await own(reachable, user);
  await symlink(reachable, wanted);
  return reachable;
}

/** The binaries where they are, or a copy the server's user can run. */
export async function placeBinaries(binaries: Binaries, user: ServerUser | null): Promise<string> {
  const source = await realpath(binaries.folder);
  const needed = ['bin/postgres', 'lib', 'share'].map((name) => canReach(join(source, name), user));
  if ((await Promise.all(needed)).every(Boolean)) return source;
  const copy = join(await sharedFolder(), `postgresql-${binaries.version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  await cp(source, unfinished, { recursive: true, verbatimSymlinks: true });
  await letEverybodyRead(unfinished);
  // Somebody else may have finished first; theirs is as good.
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  return copy;
}

async function linkTarget(path: string): Promise<string | null> {
  const status = await lstat(path).catch(() => null);
  return status?.isSymbolicLink() ? resolve(dirname(path), await readlink(path)) : null;
}

async function sharedFolder(): Promise<string> {
  for (const folder of SHARED_FOLDERS) {
    try {
      await mkdir(folder, { recursive: true });
      const status = await lstat(folder);
      // A folder that somebody else made in /tmp could hold somebody else's binaries.
      if (!status.isDirectory() || status.uid !== process.getuid?.()) continue;
      await chmod(folder, 0o755);
      return folder;
    } catch {
      // Not writable: the next one.
    }
  }
  throw new Error(`None of "${SHARED_FOLDERS.join('", "')}" can be written.`);
}

async function own(folder: string, user: ServerUser): Promise<string> {
  await mkdir(folder, { recursive: true });
  await chown(folder, user.uid, user.gid);
  return folder;
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch {
    await cp(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    await copyOwners(from, to);
    await rm(from, { recursive: true });
  }
}

async function copyOwners(from: string, to: string): Promise<void> {
  for (const name of await readdir(from, { recursive: true })) {
    const { uid, gid } = await stat(join(from, name));
    await chown(join(to, name), uid, gid);
  }
}

async function letEverybodyRead(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    const { mode } = await lstat(path);
    const isLink = (mode & 0o170000) === 0o120000;
    if (!isLink) await chmod(path, mode | (mode & 0o100 ? 0o055 : 0o044));
  }
}
