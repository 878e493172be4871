import { RISK_NOTICE_VERSION } from '#bot/views/start.ts';
import { createPolarium } from '#io/broker/polarium/client.ts';
import type { BrokerSimulator } from '#io/broker/simulator/simulator.ts';
import type { Database } from '#io/db/database.ts';
import { saveLink } from '#io/db/links.ts';
import { createSeal } from '#io/seal.ts';
import type { TelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { meetPerson } from './meet-person.ts';

/** What of a house a crowd is put into. */
interface CrowdHouse {
  readonly broker: BrokerSimulator;
  readonly database: Database;
  readonly env: { readonly SEAL_KEY: string };
  readonly telegram: TelegramSimulator;
}

/**
 * Many people who have accepted the notice and linked an account, put where the journeys of one person would have left
 * them. They share one session of the broker: what matters is that each of them may ask.
 */
export async function settleCrowd(house: CrowdHouse, count: number): Promise<number[]> {
  const { broker, database, env, telegram } = house;
  const polarium = createPolarium({
    ...{ apiUrl: broker.apiUrl, webSocketUrl: broker.webSocketUrl, platformId: 82, requestTimeoutSeconds: 10 },
  });
  const outcome = await polarium.login({ identifier: 'crowd@trader.test', password: 'polarium' });
  if (outcome.kind !== 'in') throw new Error(`The simulator answered "${outcome.kind}".`);
  const seal = createSeal(Buffer.from(env.SEAL_KEY, 'base64'));
  const people: number[] = [];
  for (let number = 1; number <= count; number += 1) {
    const { id: telegramId } = telegram.people.create({
      firstName: `Ana ${number}`,
      languageCode: 'pt-br',
      hasStarted: true,
    });
    await meetPerson(database, { telegramId, firstName: `Ana ${number}`, language: 'pt' });
    await database
      .updateTable('person')
      .set({ language: 'pt', risk_notice_version: RISK_NOTICE_VERSION, risk_accepted_at: new Date() })
      .where('telegram_id', '=', telegramId)
      .execute();
    const link = { telegramId, brokerUserId: '1', displayName: 'Ana', sessionToken: outcome.sessionToken };
    await saveLink(database, { ...link, nowMs: Date.now(), seal });
    people.push(telegramId);
  }
  return people;
}
