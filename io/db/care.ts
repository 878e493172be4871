import { createHmac } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Cap, EpochMs } from '#engine/index.ts';
import type { Database } from './database.ts';
import type { CareTable } from './tables.ts';

/** What somebody set for their own good. */
export interface Care {
  /** The bot leaves them alone until then; null: it does not. */
  readonly pausedUntilMs: EpochMs | null;
  readonly cap: Cap;
}

export async function careOf(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<Care> {
  const row = await db.selectFrom('care').selectAll().where('telegram_id', '=', telegramId).executeTakeFirst();
  return toCare(row ?? { paused_until: null, most: null, next_most: null, next_from: null }, nowMs);
}

type CareRow = Pick<Selectable<CareTable>, 'paused_until' | 'most' | 'next_most' | 'next_from'>;

export function toCare(row: CareRow, nowMs: EpochMs): Care {
  const untilMs = row.paused_until?.getTime() ?? 0;
  return {
    pausedUntilMs: untilMs > nowMs ? untilMs : null,
    cap: {
      most: row.most,
      next: row.next_from === null ? null : { most: row.next_most, fromMs: row.next_from.getTime() },
    },
  };
}

/** One that holds for longer already stays. */
export async function pausePerson(
  db: Database,
  { telegramId, untilMs }: { telegramId: number; untilMs: EpochMs },
): Promise<void> {
  await db
    .insertInto('care')
    .values({ telegram_id: telegramId, paused_until: new Date(untilMs) })
    .onConflict((conflict) =>
      conflict
        .column('telegram_id')
        .doUpdateSet({ paused_until: sql<Date>`greatest(care.paused_until, excluded.paused_until)` }),
    )
    .execute();
}

export async function saveCap(db: Database, { telegramId, cap }: { telegramId: number; cap: Cap }): Promise<void> {
  const row = {
    most: cap.most,
    next_most: cap.next?.most ?? null,
    next_from: cap.next === null ? null : new Date(cap.next.fromMs),
  };
  await db
    .insertInto('care')
    .values({ telegram_id: telegramId, ...row })
    .onConflict((conflict) => conflict.column('telegram_id').doUpdateSet(row))
    .execute();
}

/** They did not ask to be left alone: over `person`, for all that the bot says by itself. */
export const IS_NOT_PAUSED = sql<boolean>`not exists (
  select from care where care.telegram_id = person.telegram_id and care.paused_until > now())`;

/** They hear of nothing they did not ask for just now: over `person`. Paused, suspended by an admin, or not to be reached. */
export const MAY_BE_TOLD = sql<boolean>`(
  person.inactive_since is null and person.blocked_at is null and ${IS_NOT_PAUSED})`;

/** Before a person is forgotten: their pause holds on, under a hash that only the house's key can make. */
export async function keepPause(
  db: Database,
  { telegramId, key }: { telegramId: number; key: Uint8Array },
): Promise<void> {
  await sql`
    insert into kept_pause (hash, until_at)
    select ${hashOf(telegramId, key)}::bytea, paused_until from care
    where telegram_id = ${telegramId} and paused_until > now()
    on conflict (hash) do update set until_at = greatest(kept_pause.until_at, excluded.until_at)`.execute(db);
}

/** Whoever comes back finds the pause they asked for. */
export async function resumePause(
  db: Database,
  { telegramId, key }: { telegramId: number; key: Uint8Array },
): Promise<void> {
  const row = await db
    .selectFrom('kept_pause')
    .select('until_at')
    .where('hash', '=', hashOf(telegramId, key))
    .where('until_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (row !== undefined) await pausePerson(db, { telegramId, untilMs: row.until_at.getTime() });
}

function hashOf(telegramId: number, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`pause ${telegramId}`).digest();
}
