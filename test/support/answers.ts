import { sql } from 'kysely';
import { expect } from 'vitest';
import type { SeenMessage } from '#io/telegram/simulator/simulator.ts';
import type { House } from './house.ts';

/** Waits until nothing is under way: every update handled, every question answered, every message sent. */
export async function untilQuiet({ database }: Pick<House, 'database'>, deadlineMs = 20_000): Promise<void> {
  const underWay = async () => {
    const { rows } = await sql<{ what: string }>`
      select 'update ' || update_id as what from telegram_update where done_at is null
      union all select method || ' ' || state from outbox where state in ('queued', 'sending', 'unknown')
      union all select 'broadcast to ' || telegram_id from campaign_recipient
        join campaign on campaign.id = campaign_id and campaign.state = 'running'
        where campaign_recipient.state in ('waiting', 'sending') and not_before <= now()
      union all select 'request ' || id from request where state in ('accepted', 'running')`.execute(database);
    return rows.map(({ what }) => what);
  };
  await expect.poll(underWay, { timeout: deadlineMs, interval: 25 }).toEqual([]);
}

/** Everything the bot wrote after message `askedWith`, once the first answer came and nothing more is under way. */
export async function answersTo(
  house: Pick<House, 'telegram' | 'database'>,
  personId: number,
  askedWith: number,
): Promise<readonly SeenMessage[]> {
  const { people } = house.telegram;
  const isAnswer = (one: SeenMessage) => one.from === 'bot' && one.id > askedWith;
  await people.waitFor(personId, (chat) => chat.messages.find(isAnswer));
  await untilQuiet(house);
  return people.chat(personId).messages.filter(isAnswer);
}

/** The picture that answers message `askedWith`. */
export function pictureFor(
  { telegram }: Pick<House, 'telegram'>,
  personId: number,
  askedWith: number,
): Promise<SeenMessage> {
  const isPicture = (one: SeenMessage) => one.id > askedWith && one.photo !== null;
  return telegram.people.waitFor(personId, (chat) => chat.messages.find(isPicture), 60_000);
}

/** How many questions of this person were ever accepted. */
export async function countRequests({ database }: Pick<House, 'database'>, personId: number): Promise<number> {
  const rows = await database.selectFrom('request').select('id').where('telegram_id', '=', personId).execute();
  return rows.length;
}
