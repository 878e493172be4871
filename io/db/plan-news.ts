import { sql } from 'kysely';
import { MAY_BE_TOLD } from './care.ts';
import type { Database } from './database.ts';
import { toJsonb } from './json.ts';

/** Something to tell a person about their plan; what its facts mean is known to who tells it. */
export interface PlanNewsRow {
  readonly id: number;
  readonly telegramId: number;
  readonly facts: unknown;
}

/** To be told, in the caller's transaction. False: this was to be told before. */
export async function addPlanNews(
  db: Database,
  { telegramId, key, facts }: { telegramId: number; key: string; facts: unknown },
): Promise<boolean> {
  const result = await db
    .insertInto('plan_notice')
    .values({ telegram_id: telegramId, dedupe_key: key, facts: toJsonb(facts) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Which of these keys were never to be told. */
export async function newKeys(db: Database, keys: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('plan_notice')
    .select('dedupe_key')
    .where(sql<boolean>`dedupe_key = any(${keys}::text[])`)
    .execute();
  const known = new Set(rows.map(({ dedupe_key: key }) => key));
  return new Set(keys.filter((key) => !known.has(key)));
}

/**
 * Takes what is not told yet, for the caller's transaction to tell; what another one tells is left to it. What is not
 * `urgent` waits for those who take a break or are suspended.
 */
export async function takePlanNews(
  db: Database,
  { urgent, most }: { urgent: readonly string[]; most: number },
): Promise<PlanNewsRow[]> {
  const { rows } = await sql<{ id: number; telegram_id: number; facts: unknown }>`
    update plan_notice set told_at = now() where id = any(array(
      select id from plan_notice
      where told_at is null and (facts ->> 'kind' = any(${urgent}::text[])
        or exists (select from person where person.telegram_id = plan_notice.telegram_id and ${MAY_BE_TOLD}))
      order by id limit ${most} for update skip locked))
    returning id, telegram_id, facts`.execute(db);
  return rows.map((row) => ({ id: row.id, telegramId: row.telegram_id, facts: row.facts }));
}
