import { createHash, randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import { type EpochMs, HOUR_MS } from '#engine/index.ts';
import type { Database } from './database.ts';
import type { AdminTable } from './tables.ts';

export const ADMIN_ROLES = ['owner', 'admin', 'support', 'viewer'] as const;

export type AdminRole = (typeof ADMIN_ROLES)[number];

/** Somebody who may enter the panel. */
export interface Admin {
  readonly id: number;
  readonly login: string;
  readonly role: AdminRole;
  readonly isDisabled: boolean;
  /** argon2id; null until they have set up. */
  readonly passwordHash: string | null;
  readonly sealedTotp: string | null;
}

/** Small letters, digits, dots, dashes: it stands in pages and in the audit as it is. */
export const ADMIN_LOGIN = /^[a-z0-9][a-z0-9._-]{1,39}$/;

/** The word that lets somebody set up is good for so long. */
const SETUP_MS = 24 * HOUR_MS;

/**
 * A new admin without a password: they choose one with the word that is returned, once, within a day. null: there is
 * one of that name.
 */
export async function createAdmin(
  db: Database,
  { login, role, nowMs }: { login: string; role: AdminRole; nowMs: EpochMs },
): Promise<{ id: number; setupWord: string } | null> {
  const { setupWord, ...setup } = newSetup(nowMs);
  const row = await db
    .insertInto('admin')
    .values({ login, role, password_hash: null, sealed_totp: null, last_totp_step: null, ...setup })
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, setupWord };
}

export async function findAdmin(db: Database, login: string): Promise<Admin | null> {
  const row = await db.selectFrom('admin').selectAll().where('login', '=', login).executeTakeFirst();
  return row === undefined ? null : toAdmin(row);
}

export async function roleOf(db: Database, adminId: number): Promise<AdminRole | null> {
  const row = await db.selectFrom('admin').select('role').where('id', '=', adminId).executeTakeFirst();
  return (row?.role as AdminRole | undefined) ?? null;
}

/** Whoever may set up with this word now. */
export async function findBySetupWord(
  db: Database,
  { login, setupWord, nowMs }: { login: string; setupWord: string; nowMs: EpochMs },
): Promise<Admin | null> {
  const row = await db
    .selectFrom('admin')
    .selectAll()
    .where('login', '=', login)
    .where('setup_hash', '=', hashOf(setupWord))
    .where('setup_until', '>', new Date(nowMs))
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : toAdmin(row);
}

/** The word is used up, the admin can log in. False: it was used, or replaced, meanwhile. In a transaction. */
export async function finishSetup(
  tx: Database,
  setup: {
    readonly adminId: number;
    readonly setupWord: string;
    readonly passwordHash: string;
    readonly sealedTotp: string;
    readonly totpStep: number;
    readonly recoveryHashes: readonly Buffer[];
  },
): Promise<boolean> {
  const { adminId, setupWord, passwordHash, sealedTotp, totpStep, recoveryHashes } = setup;
  const done = await tx
    .updateTable('admin')
    .set({
      ...{ password_hash: passwordHash, sealed_totp: sealedTotp, last_totp_step: totpStep },
      ...{ setup_hash: null, setup_until: null },
    })
    .where('id', '=', adminId)
    .where('setup_hash', '=', hashOf(setupWord))
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  await closeSessionsOf(tx, adminId);
  await tx.deleteFrom('admin_recovery_code').where('admin_id', '=', adminId).execute();
  const codes = recoveryHashes.map((hash) => ({ admin_id: adminId, hash }));
  await tx.insertInto('admin_recovery_code').values(codes).execute();
  return true;
}

/** A code of the authenticator is taken once, and none from before it after it. */
export async function useTotpStep(
  db: Database,
  { adminId, step }: { adminId: number; step: number },
): Promise<boolean> {
  const used = await db
    .updateTable('admin')
    .set({ last_totp_step: step })
    .where('id', '=', adminId)
    .where((is) => is.or([is('last_totp_step', 'is', null), is('last_totp_step', '<', step)]))
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}

export async function useRecoveryCode(
  db: Database,
  { adminId, hash, nowMs }: { adminId: number; hash: Buffer; nowMs: EpochMs },
): Promise<boolean> {
  const used = await db
    .updateTable('admin_recovery_code')
    .set({ used_at: new Date(nowMs) })
    .where('admin_id', '=', adminId)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}

/** Whether it was done; `last_owner`: somebody must be left who can do everything. */
export type AdminChange = 'done' | 'nobody' | 'last_owner';

/** In a transaction. */
export async function changeAdminRole(
  tx: Database,
  { adminId, role }: { adminId: number; role: AdminRole },
): Promise<AdminChange> {
  if (role !== 'owner' && (await isLastOwner(tx, adminId))) return 'last_owner';
  const changed = await tx.updateTable('admin').set({ role }).where('id', '=', adminId).executeTakeFirst();
  return changed.numUpdatedRows > 0n ? 'done' : 'nobody';
}

/** Their next request is refused, wherever they are in. In a transaction. */
export async function disableAdmin(
  tx: Database,
  { adminId, nowMs }: { adminId: number; nowMs: EpochMs },
): Promise<AdminChange> {
  if (await isLastOwner(tx, adminId)) return 'last_owner';
  await closeSessionsOf(tx, adminId);
  const disabled = { disabled_at: new Date(nowMs), setup_hash: null, setup_until: null };
  const changed = await tx.updateTable('admin').set(disabled).where('id', '=', adminId).executeTakeFirst();
  return changed.numUpdatedRows > 0n ? 'done' : 'nobody';
}

/** Password and authenticator are forgotten, they are out everywhere, and may set up anew with this word. null: nobody. */
export async function resetAdmin(
  tx: Database,
  { adminId, nowMs }: { adminId: number; nowMs: EpochMs },
): Promise<string | null> {
  const { setupWord, ...setup } = newSetup(nowMs);
  await closeSessionsOf(tx, adminId);
  const changed = await tx
    .updateTable('admin')
    .set({ ...setup, password_hash: null, sealed_totp: null, disabled_at: null })
    .where('id', '=', adminId)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n ? setupWord : null;
}

/** Wherever they are in, they are out. */
async function closeSessionsOf(db: Database, adminId: number): Promise<void> {
  await db.deleteFrom('admin_session').where('admin_id', '=', adminId).execute();
}

/** Those who can do everything are held, so that two of them cannot go at the same moment. */
async function isLastOwner(tx: Database, adminId: number): Promise<boolean> {
  const owners = await tx
    .selectFrom('admin')
    .select('id')
    .where('role', '=', 'owner')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return owners.length === 1 && owners[0]?.id === adminId;
}

function newSetup(nowMs: EpochMs) {
  // Four groups that can be read out; twenty letters of thirty-two are a hundred bits.
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const word = [...randomBytes(20)].map((byte) => letters[byte % 32]).join('');
  const setupWord = word.replace(/(.{5})(?=.)/g, '$1-');
  return { setupWord, setup_hash: hashOf(setupWord), setup_until: new Date(nowMs + SETUP_MS) };
}

function hashOf(setupWord: string): Buffer {
  return createHash('sha256').update(setupWord).digest();
}

function toAdmin(row: Selectable<AdminTable>): Admin {
  const { id, login, role, password_hash: passwordHash, sealed_totp: sealedTotp } = row;
  return { id, login, role: role as AdminRole, isDisabled: row.disabled_at !== null, passwordHash, sealedTotp };
}
