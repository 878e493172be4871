import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { AppError, type EpochMs } from '#engine/index.ts';
import { createSeal } from '../seal.ts';
import type { Database } from './database.ts';

/*
 * What waits between two steps of linking, at whichever web process the second one arrives. It is sealed with a key
 * that lies in the browser of its person and nowhere else: neither the database nor our own keys open it.
 */

/** Which step, as in `code`, and what only whoever takes it can know. */
interface StepName {
  readonly step: string;
  readonly secret: string;
}

/** A step, and the browser that takes it. */
export interface StepInHand extends StepName {
  readonly browserKey: string;
  readonly nowMs: EpochMs;
}

/** For a cookie: 32 random bytes in base64url, 43 characters. */
export function newBrowserKey(): string {
  return randomBytes(32).toString('base64url');
}

/** Lets something wait until a moment; what waited there before is gone. */
export async function holdStep(
  db: Database,
  { telegramId, plain, endMs, ...hand }: StepInHand & { telegramId: number; plain: string; endMs: EpochMs },
): Promise<void> {
  const row = { telegram_id: telegramId, sealed: sealOf(hand).seal(plain, placeOf(hand, telegramId)) };
  await db
    .insertInto('link_step')
    .values({ key: keyOf(hand), ends_at: new Date(endMs), ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ ...row, ends_at: new Date(endMs) }))
    .execute();
}

/** What waits; null when nothing does, when its time is over, or for another browser. */
export async function readStep(db: Database, hand: StepInHand): Promise<string | null> {
  const row = await db
    .selectFrom('link_step')
    .select(['telegram_id', 'sealed'])
    .where('key', '=', keyOf(hand))
    .where('ends_at', '>', new Date(hand.nowMs))
    .executeTakeFirst();
  return row === undefined ? null : open(hand, row);
}

/** Puts something else in its place; its time does not begin again. */
export async function changeStep(db: Database, { plain, ...hand }: StepInHand & { plain: string }): Promise<void> {
  const row = await db.selectFrom('link_step').select('telegram_id').where('key', '=', keyOf(hand)).executeTakeFirst();
  if (row === undefined) return;
  const sealed = sealOf(hand).seal(plain, placeOf(hand, row.telegram_id));
  await db.updateTable('link_step').set({ sealed }).where('key', '=', keyOf(hand)).execute();
}

/** The same as `readStep`, once: whoever asks with the wrong browser has spent it, too. */
export async function takeStep(db: Database, hand: StepInHand): Promise<string | null> {
  const row = await db
    .deleteFrom('link_step')
    .where('key', '=', keyOf(hand))
    .returning(['telegram_id', 'sealed', 'ends_at'])
    .executeTakeFirst();
  return row === undefined || row.ends_at.getTime() <= hand.nowMs ? null : open(hand, row);
}

export async function dropStep(db: Database, name: StepName): Promise<void> {
  await db.deleteFrom('link_step').where('key', '=', keyOf(name)).execute();
}

/** Clears away what nobody can come for any more. */
export async function dropOldSteps(db: Database, nowMs: EpochMs): Promise<void> {
  await db.deleteFrom('link_step').where('ends_at', '<=', new Date(nowMs)).execute();
}

function open(hand: StepInHand, row: { telegram_id: number; sealed: string }): string | null {
  try {
    return sealOf(hand).open(row.sealed, placeOf(hand, row.telegram_id));
  } catch (error) {
    if (error instanceof AppError && error.code === 'SEAL_BROKEN') return null;
    throw error;
  }
}

function keyOf({ step, secret }: StepName): Buffer {
  return createHash('sha256').update(`${step} ${secret}`).digest();
}

/** The key is of 256 random bits, or a stranger's, which opens nothing. */
function sealOf({ browserKey }: StepInHand) {
  return createSeal(Buffer.from(hkdfSync('sha256', browserKey, '', 'link step', 32)), { kid: 'browser' });
}

function placeOf({ step }: StepName, user: number) {
  return { user, field: `link_step:${step}` };
}
