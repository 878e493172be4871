import type { Database } from '#io/db/database.ts';
import { FIRST_ZONE } from '#io/db/people.ts';

/** Somebody as their first message would have left them. */
export async function meetPerson(
  db: Database,
  { telegramId, firstName, language }: { telegramId: number; firstName: string; language: string },
): Promise<void> {
  await db
    .insertInto('person')
    .values({
      telegram_id: telegramId,
      first_name: firstName,
      language,
      time_zone: FIRST_ZONE,
      risk_notice_version: null,
    })
    .onConflict((conflict) =>
      conflict.column('telegram_id').doUpdateSet({ first_name: firstName, inactive_since: null }),
    )
    .execute();
}
