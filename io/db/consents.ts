import type { Database } from './database.ts';
import { changePerson, type Person } from './people.ts';

/** Somebody has read what the service is and what becomes of their data, and agrees; each time is kept. */
export async function acceptNotice(
  db: Database,
  { telegramId, version, language }: { telegramId: number; version: number; language: string },
): Promise<Person> {
  await db.insertInto('consent').values({ telegram_id: telegramId, version, language }).execute();
  return changePerson(db, telegramId, { riskNoticeVersion: version });
}
