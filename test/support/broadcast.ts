import type { BroadcastMessage } from '#io/db/broadcasts.ts';
import { createBroadcast, scheduleBroadcast } from '#io/db/broadcasts.ts';
import type { Database } from '#io/db/database.ts';
import type { OutgoingMessage } from '#io/telegram/outbox.ts';
import type { startTelegramSimulator } from '#io/telegram/simulator/simulator.ts';

type Telegram = Awaited<ReturnType<typeof startTelegramSimulator>>;

export const NEWS = { pt: 'Novidade: ', en: 'News: ', es: 'Novedad: ' };

/** People who have written to the bot, an hour ago or so: what they get now answers nothing. */
export async function manyPeople(
  { telegram, db }: { telegram: Telegram; db: Database },
  { count, language = 'pt' }: { count: number; language?: string },
): Promise<number[]> {
  const first = Math.max(700_000_000, ...telegram.people.list().map(({ id }) => id)) + 1;
  const ids = Array.from({ length: count }, (_, step) => first + step);
  for (const id of ids) telegram.people.create({ id, firstName: 'Ana', hasStarted: true });
  for (let at = 0; at < count; at += 1_000) {
    const rows = ids.slice(at, at + 1_000).map((id) => ({
      ...{ telegram_id: id, first_name: 'Ana', language, time_zone: 'UTC', risk_notice_version: null },
    }));
    await db.insertInto('person').values(rows).execute();
  }
  return ids;
}

/** A broadcast to everybody whose time has come: the quiet hours of nobody count. */
export async function broadcastNow(db: Database, title: string): Promise<number> {
  const id = await createBroadcast(db, {
    ...{ title, segment: {}, keepsQuietHours: false },
    texts: Object.fromEntries(Object.entries(NEWS).map(([language, text]) => [language, text + title])),
  });
  await scheduleBroadcast(db, { id, sendAtMs: null, localMinute: null });
  return id;
}

/** As a message of words alone. */
export function plainly({ text, parseMode }: BroadcastMessage): OutgoingMessage {
  return { text, parseMode, markup: { inline_keyboard: [] } };
}

/** How often each of the people has a text. */
export function copiesOf(telegram: Telegram, { people, text }: { people: readonly number[]; text: string }): number[] {
  return people.map((id) => telegram.people.chat(id).messages.filter((one) => one.text === text).length);
}
