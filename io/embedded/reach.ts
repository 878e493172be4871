import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ServerUser } from './server-user.ts';

/** Whether the server's user can walk down to a path and use what is there. Only the classic mode bits are looked at. */
export async function canReach(path: string, user: ServerUser | null): Promise<boolean> {
  if (user === null) return true;
  if (!(await allows({ path, user, bits: 0o5 }))) return false;
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    if (!(await allows({ path: parent, user, bits: 0o1 }))) return false;
    if (parent === dirname(parent)) return true;
  }
}

async function allows({ path, user, bits }: { path: string; user: ServerUser; bits: number }): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}
