import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';
import type { EpochMs } from '#engine/index.ts';
import type { Admin } from '#io/db/admins.ts';
import { useRecoveryCode, useTotpStep } from '#io/db/admins.ts';
import type { Database } from '#io/db/database.ts';
import type { Seal } from '#io/seal.ts';

const STEP_MS = 30_000;
/** Clocks of telephones are a little off: the code before and the code after are right, too. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** Place of the secret in its seal. */
const FIELD = 'sealed_totp';

export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

export function sealTotp(seal: Seal, { adminId, secret }: { adminId: number; secret: string }): string {
  return seal.seal(secret, { user: adminId, field: FIELD });
}

/** For the camera of a telephone, and the same for its keyboard. */
export function drawTotp({ login, secret }: { login: string; secret: string }): { svg: string; typed: string } {
  const svg = renderSVG(totpOf(secret, login).toString(), { border: 2 });
  return { svg, typed: secret.replace(/(.{4})(?=.)/g, '$1 ') };
}

/** The half minute whose code this is; null: of none that counts now. */
export function totpStep({ secret, code, nowMs }: { secret: string; code: string; nowMs: EpochMs }): number | null {
  const delta = totpOf(secret).validate({ token: code.replaceAll(' ', ''), timestamp: nowMs, window: WINDOW });
  return delta === null ? null : Math.floor(nowMs / STEP_MS) + delta;
}

/** Whether this is the admin's code, of the authenticator or a recovery code. It is used up by that. */
export async function provesSecondFactor(
  db: Database,
  { admin, code, seal, nowMs }: { admin: Admin; code: string; seal: Seal; nowMs: EpochMs },
): Promise<boolean> {
  if (admin.sealedTotp === null) return false;
  const { id: adminId } = admin;
  if (/^[\d ]{6,7}$/.test(code)) {
    const step = totpStep({ secret: seal.open(admin.sealedTotp, { user: adminId, field: FIELD }), code, nowMs });
    return step !== null && (await useTotpStep(db, { adminId, step }));
  }
  return await useRecoveryCode(db, { adminId, hash: recoveryHash(seal, { adminId, code }), nowMs });
}

/** Shown once; ten letters of thirty-two are fifty bits, and only the fingerprint is kept. */
export function newRecoveryCodes(): string[] {
  const letters = 'abcdefghjkmnpqrstuvwxyz023456789';
  return Array.from({ length: RECOVERY_CODES }, () => {
    const word = [...randomBytes(10)].map((byte) => letters[byte % 32]).join('');
    return `${word.slice(0, 5)}-${word.slice(5)}`;
  });
}

export function recoveryHash(seal: Seal, { adminId, code }: { adminId: number; code: string }): Buffer {
  return seal.fingerprint(`recovery ${adminId} ${code.trim().toLowerCase()}`);
}

function totpOf(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: 'Catalogador', label, secret: Secret.fromBase32(secret) });
}
