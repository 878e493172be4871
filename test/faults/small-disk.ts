import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Why no small disk can be had here; null: one can. */
export async function smallDiskProblem(): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'catalogador-disk-'));
  try {
    await mountSmallDisk(folder, { megabytes: 1 });
    await unmountDisk(folder);
    return null;
  } catch (error) {
    return `a small disk cannot be mounted (${String((error as { stderr?: string }).stderr ?? error).trim()})`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A disk of its own in memory, over an empty folder. Errors: what mount said; it wants root. */
export async function mountSmallDisk(folder: string, { megabytes }: { megabytes: number }): Promise<void> {
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder]);
}

export async function unmountDisk(folder: string): Promise<void> {
  await run('umount', [folder]);
}
