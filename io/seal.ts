import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '#engine/index.ts';

/** Whose secret it is, and in which column it lies. Part of the seal: moved anywhere else it does not open. */
export interface Place {
  readonly user: number;
  readonly field: string;
}

export interface Seal {
  /** Name of the key that seals. */
  readonly kid: string;
  /** Shape: `v1.kid.iv.tag.ct`, the last three in base64url. Sealing twice never gives the same text. */
  seal(plain: string, place: Place): string;
  /** Errors: SEAL_BROKEN for whatever we did not write here ourselves, and for a key we no longer hold. */
  open(sealed: string, place: Place): string;
  /** Tells whether two texts are the same and nothing else: 32 bytes that nobody can guess at without the key. */
  fingerprint(plain: string): Buffer;
}

export interface SealOptions {
  /** Name of the key, letters and digits; written into every seal. Default: one that tells the key apart from others. */
  readonly kid?: string;
  /** Keys that still open old seals but make no new ones, the latest first. */
  readonly retiring?: readonly Buffer[];
}

/**
 * Secrets at rest: AES-256-GCM with a random 96-bit iv and a tag of exactly 128 bits.
 *
 * Shape: the key is 32 bytes and is never in the database.
 * Errors: CONFIG_INVALID when a key has another length.
 */
export function createSeal(key: Buffer, { kid = nameOf(key), retiring = [] }: SealOptions = {}): Seal {
  const wrong = [key, ...retiring].find(({ length }) => length !== KEY_BYTES);
  if (wrong !== undefined) {
    throw new AppError('CONFIG_INVALID', { message: `A seal key has ${wrong.length} bytes, not ${KEY_BYTES}.` });
  }
  const keys = new Map<string, Buffer>([
    [FIRST_KID, retiring.at(-1) ?? key],
    ...retiring.map((one) => [nameOf(one), one] as const),
    [kid, key],
  ]);
  const fingerprintKey = Buffer.from(hkdfSync('sha256', key, '', 'fingerprints', KEY_BYTES));
  return {
    kid,
    fingerprint: (plain) => createHmac('sha256', fingerprintKey).update(plain).digest(),
    seal: (plain, place) => sealWith({ key, kid, iv: randomBytes(IV_BYTES), plain, place }),
    open: (sealed, place) => openWith(keys, sealed, place),
  };
}

/** Before keys had names of their own, every seal said this. */
const FIRST_KID = 'k1';

/** Tells keys apart and nothing else about them. */
function nameOf(key: Buffer): string {
  return `k${Buffer.from(hkdfSync('sha256', key, '', 'name', 5)).toString('hex')}`;
}

/** The name of the key that a sealed text wants; null: it is no seal. */
export function kidOf(sealed: string): string | null {
  const [version, kid, ...parts] = sealed.split('.');
  return version === 'v1' && kid !== undefined && parts.length === 3 ? kid : null;
}

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

interface SealRequest {
  readonly key: Buffer;
  readonly kid: string;
  /** Never twice with one key; only a known-answer test chooses it. */
  readonly iv: Buffer;
  readonly plain: string;
  readonly place: Place;
}

export function sealWith({ key, kid, iv, plain, place }: SealRequest): string {
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(associated(place, kid));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return ['v1', kid, ...[iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.');
}

function openWith(keys: ReadonlyMap<string, Buffer>, sealed: string, place: Place): string {
  const [version, kid = '', ...parts] = sealed.split('.');
  if (version !== 'v1' || parts.length !== 3) throw broken(place, 'is not of the form v1.kid.iv.tag.ct');
  const key = keys.get(kid);
  if (key === undefined) throw broken(place, `wants the key "${kid}", which we do not hold`);
  const [iv, tag, text] = parts.map(strictBase64url);
  // A short tag would be a forged one: GCM itself accepts four bytes.
  if (!text || iv?.length !== IV_BYTES || tag?.length !== TAG_BYTES)
    throw broken(place, 'has a part of the wrong size');
  try {
    const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(associated(place, kid));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch (error) {
    throw broken(place, 'was changed, or belongs elsewhere', error);
  }
}

/** Node forgives stray characters and spare bits; then two texts would be one seal. */
function strictBase64url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

function associated({ user, field }: Place, kid: string): Buffer {
  return Buffer.from(`user:${user}|field:${field}|kid:${kid}`);
}

function broken({ field }: Place, why: string, cause?: unknown): AppError {
  return new AppError('SEAL_BROKEN', { message: `A seal of the field "${field}" ${why}.`, cause });
}
