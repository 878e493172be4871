import { type Selectable, sql } from 'kysely';
import type { EpochMs } from '#engine/index.ts';
import { type Care, toCare } from './care.ts';
import type { Database } from './database.ts';
import { type Entitlement, type PlanOfPerson, planOf, settled, toEntitlement } from './entitlements.ts';
import { cleanText } from './json.ts';
import { FIRST_ZONE, type Person, toPerson } from './people.ts';
import type { CareTable, PersonTable } from './tables.ts';

export interface TakeUp {
  readonly updateId: number;
  readonly telegramId: number;
  readonly firstName: string;
  /** Kept from the first meeting until they choose. */
  readonly language: string;
  readonly nowMs: EpochMs;
}

/** Who an update is from, and what holds for them as of it. */
export interface TakenUp {
  readonly person: Person;
  readonly entitlement: Entitlement;
  readonly care: Care;
}

/**
 * Marks an update as handled, in the transaction of its effects, and meets its person, known from now on and one who
 * can be written to again. All in one statement: every update begins with it. null: somebody else has handled it.
 */
export async function takeUp(tx: Database, update: TakeUp): Promise<TakenUp | null> {
  const { updateId, telegramId, firstName, language, nowMs } = update;
  const { rows } = await sql<Selectable<PersonTable> & PlanOfPerson & Selectable<CareTable>>`
    with mine as (
      update telegram_update set done_at = now() where update_id = ${updateId} and done_at is null returning update_id),
    met as (
      insert into person (telegram_id, first_name, language, time_zone)
      select ${telegramId}::bigint, ${cleanText(firstName)}, ${language}, ${FIRST_ZONE} from mine
      on conflict (telegram_id) do update
        set first_name = excluded.first_name, last_seen_at = now(), inactive_since = null
      returning *)
    select met.*, plan.*, care.paused_until, care.most, care.next_most, care.next_from
    from met
    cross join lateral (${planOf(sql`met.telegram_id`, nowMs)}) plan
    left join care on care.telegram_id = met.telegram_id`.execute(tx);
  const row = rows[0];
  if (row === undefined) return null;
  return {
    person: toPerson(row),
    entitlement: await settled(tx, { telegramId, nowMs, known: toEntitlement(row) }),
    care: toCare(row, nowMs),
  };
}
