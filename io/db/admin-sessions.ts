import { createHash, randomBytes } from 'node:crypto';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import type { Admin, AdminRole } from './admins.ts';
import type { Database } from './database.ts';

/** Somebody who is in. */
export interface AdminSession {
  readonly admin: Pick<Admin, 'id' | 'login' | 'role'>;
  /** Of the secret in the cookie. */
  readonly idHash: Buffer;
  readonly provedAtMs: EpochMs;
}

const IDLE_MS = 30 * MINUTE_MS;
export const LONGEST_MS = 12 * HOUR_MS;
/** Not every click is written down. */
const NOTED_MS = MINUTE_MS;

/** Lets an admin in: a secret that nobody had before, for their cookie. Only its hash is kept. */
export async function openAdminSession(
  db: Database,
  { adminId, address, nowMs }: { adminId: number; address: string; nowMs: EpochMs },
): Promise<{ secret: string; idHash: Buffer }> {
  const secret = randomBytes(32).toString('base64url');
  const idHash = hashOf(secret);
  const now = new Date(nowMs);
  const over = new Date(nowMs - LONGEST_MS);
  await db.deleteFrom('admin_session').where('started_at', '<', over).execute();
  await db
    .insertInto('admin_session')
    .values({ id_hash: idHash, admin_id: adminId, address, started_at: now, seen_at: now, proved_at: now })
    .execute();
  return { secret, idHash };
}

/** Who this is now: null for a stranger, for one who was away too long, and for one who was disabled meanwhile. */
export async function findAdminSession(
  db: Database,
  { secret, nowMs }: { secret: string; nowMs: EpochMs },
): Promise<AdminSession | null> {
  const idHash = hashOf(secret);
  const row = await db
    .selectFrom('admin_session')
    .innerJoin('admin', 'admin.id', 'admin_session.admin_id')
    .select(['admin.id', 'admin.login', 'admin.role', 'admin_session.seen_at', 'admin_session.proved_at'])
    .where('id_hash', '=', idHash)
    .where('admin.disabled_at', 'is', null)
    .where('seen_at', '>', new Date(nowMs - IDLE_MS))
    .where('started_at', '>', new Date(nowMs - LONGEST_MS))
    .executeTakeFirst();
  if (row === undefined) return null;
  if (nowMs - row.seen_at.getTime() > NOTED_MS) {
    await db
      .updateTable('admin_session')
      .set({ seen_at: new Date(nowMs) })
      .where('id_hash', '=', idHash)
      .execute();
  }
  const { id, login, role } = row;
  return { admin: { id, login, role: role as AdminRole }, idHash, provedAtMs: row.proved_at.getTime() };
}

/** They have just shown a code. */
export async function markProved(db: Database, { idHash, nowMs }: { idHash: Buffer; nowMs: EpochMs }): Promise<void> {
  await db
    .updateTable('admin_session')
    .set({ proved_at: new Date(nowMs) })
    .where('id_hash', '=', idHash)
    .execute();
}

export async function closeAdminSession(db: Database, idHash: Buffer): Promise<void> {
  await db.deleteFrom('admin_session').where('id_hash', '=', idHash).execute();
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
