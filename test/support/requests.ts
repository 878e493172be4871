import type { Database } from '#io/db/database.ts';
import { type Accepted, acceptRequest } from '#io/db/requests.ts';
import { meetPerson } from './meet-person.ts';

let asked = 0;

/** A question of a person, accepted as the bot does it; each is another one. */
export async function askOf(
  db: Database,
  telegramId: number,
  { atOnce = 2, turnAfterSeconds = 30 } = {},
): Promise<Accepted & { id: string }> {
  await meetPerson(db, { telegramId, firstName: 'Ana', language: 'pt' });
  asked += 1;
  const id = `q${asked}`;
  const query = {
    ticker: 'EURUSD-OTC',
    timeframe: 'M1',
    strategyId: 'MINORIA',
    depth: 2,
    window: { kind: 'blocks', count: asked },
  };
  const accepted = await acceptRequest(db, {
    ...{ id, kind: 'catalog', telegramId, chatId: telegramId, query, queryHash: id },
    ...{ language: 'pt', timeZone: 'UTC', theme: 'dark', traceId: id, limits: { atOnce, turnAfterSeconds } },
  });
  if (accepted === null) throw new Error(`"${id}" was not accepted.`);
  return { id, ...accepted };
}
