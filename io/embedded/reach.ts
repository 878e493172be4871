import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ServerUser } from './server-user.ts';

/** Whether the server's user can enter a folder, or run a program, all the way down. Only the classic mode bits are looked at. */
export async function canReach(path: string, user: ServerUser | null): Promise<boolean> {
  if (user === null) return true;
  if (!(await letsThrough(path, user))) return false;
  return path === dirname(path) || canReach(dirname(path), user);
}

async function letsThrough(path: string, user: ServerUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & 0o1) === 0o1;
}
