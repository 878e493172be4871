import { randomBytes } from 'node:crypto';
import { createSeal, kidOf, type Seal } from '../seal.ts';
import type { Database } from './database.ts';

/*
 * The ring of keys. `seal` is that of the key outside the database, which seals nothing but these: each person has a
 * data key of their own, and whatever is sealed for them opens with it alone. Without its row nothing of theirs opens.
 * They are read anew each time, so that one that is gone is gone in all processes.
 */

const KEY_BYTES = 32;

interface Owner {
  readonly telegramId: number;
  readonly seal: Seal;
}

/** Seals with a person's own key, made when there is none. In a transaction: nobody replaces that key before it ends. */
export async function sealingFor(db: Database, owner: Owner): Promise<Seal> {
  const { telegramId, seal } = owner;
  const found = await db
    .selectFrom('data_key')
    .select(['kid', 'wrapped'])
    .where('telegram_id', '=', telegramId)
    .forShare()
    .executeTakeFirst();
  if (found !== undefined) return unwrap(seal, { ...found, user: telegramId });
  await db
    .insertInto('data_key')
    .values({ telegram_id: telegramId, purpose: null, ...makeKey(seal, telegramId) })
    .onConflict((conflict) => conflict.column('telegram_id').doNothing())
    .execute();
  return sealingFor(db, owner);
}

/** Opens what was sealed for this person, also before people had keys of their own; nothing of theirs once their key is gone. */
export async function openingFor(db: Database, { telegramId, seal }: Owner): Promise<Pick<Seal, 'open'>> {
  const found = await db
    .selectFrom('data_key')
    .select(['kid', 'wrapped'])
    .where('telegram_id', '=', telegramId)
    .executeTakeFirst();
  if (found === undefined) return seal;
  const own = unwrap(seal, { ...found, user: telegramId });
  return { open: (sealed, place) => (kidOf(sealed) === own.kid ? own : seal).open(sealed, place) };
}

/** Whatever is sealed for this person opens no more, wherever it lies. */
export async function destroyKey(db: Database, telegramId: number): Promise<void> {
  await db.deleteFrom('data_key').where('telegram_id', '=', telegramId).execute();
}

/** A key of the house's own, which outlives the one outside the database; `first` is what it is the first time. */
export async function houseKey(
  db: Database,
  { purpose, first, seal }: { purpose: string; first: Buffer; seal: Seal },
): Promise<Buffer> {
  const kid = newKid();
  await db
    .insertInto('data_key')
    .values({ telegram_id: null, purpose, kid, wrapped: wrap(seal, { kid, key: first, user: HOUSE }) })
    .onConflict((conflict) => conflict.column('purpose').doNothing())
    .execute();
  const row = await db
    .selectFrom('data_key')
    .select(['kid', 'wrapped'])
    .where('purpose', '=', purpose)
    .executeTakeFirstOrThrow();
  return keyIn(seal, { ...row, user: HOUSE });
}

/** Whose key it is that is nobody's in particular. */
export const HOUSE = 0;

/** A data key as it lies in the database. */
export interface Wrapped {
  readonly kid: string;
  readonly wrapped: string;
  /** The person, or HOUSE. */
  readonly user: number;
}

/** A new key for a person. */
export function makeKey(seal: Seal, user: number): { kid: string; wrapped: string } {
  const kid = newKid();
  return { kid, wrapped: wrap(seal, { kid, key: randomBytes(KEY_BYTES), user }) };
}

/** The same key under the seal that seals now. Errors: SEAL_BROKEN when we do not hold the one it lies under. */
export function rewrap(seal: Seal, key: Wrapped): string {
  return wrap(seal, { ...key, key: keyIn(seal, key) });
}

/** What a data key seals and opens. Errors: as above. */
export function unwrap(seal: Seal, key: Wrapped): Seal {
  return createSeal(keyIn(seal, key), { kid: key.kid });
}

function wrap(seal: Seal, { kid, key, user }: { kid: string; key: Buffer; user: number }): string {
  return seal.seal(key.toString('base64'), placeOf({ kid, user }));
}

function keyIn(seal: Seal, key: Wrapped): Buffer {
  return Buffer.from(seal.open(key.wrapped, placeOf(key)), 'base64');
}

/** With its name, so that one key cannot be put in another's place. */
function placeOf({ kid, user }: Pick<Wrapped, 'kid' | 'user'>) {
  return { user, field: `data_key:${kid}` };
}

function newKid(): string {
  return `d${randomBytes(8).toString('hex')}`;
}
