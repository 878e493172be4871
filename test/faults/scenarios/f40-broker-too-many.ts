import { createPolarium } from '#io/broker/polarium/client.ts';
import { saveLink } from '#io/db/links.ts';
import { createSeal } from '#io/seal.ts';
import { askFurtherBack } from '../candle-stage.ts';
import type { FaultHouse } from '../fault-house.ts';
import type { Scenario } from '../scenario.ts';

const QUESTIONS = { small: 6, full: 60 };
/** Each question may find out for itself, and no more. */
const CALLS_A_QUESTION = 2;

export const brokerTooMany: Scenario = {
  id: 'F40',
  title: 'the broker finds an account too fast (429)',
  needs: { isAlone: true },
  recoverSeconds: 60,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    const { broker } = house;
    const people = await stage.people(3);
    const [other = 0] = await stage.people(1);
    const limited = await linkTo(house, people, 'fast@trader.test');
    await linkTo(house, [other], 'other@trader.test');

    broker.faults.set({ limitedAccounts: [limited] });
    const before = broker.log.count('get-candles');
    for (let question = 0; question < QUESTIONS[size]; question += 1) {
      askFurtherBack(stage, people[question % people.length] ?? 0);
      await stage.settled();
    }
    const calls = broker.log.count('get-candles') - before;
    stage.note(`${calls} calls for ${QUESTIONS[size]} questions`);
    stage.check('it is asked less, not more', calls <= CALLS_A_QUESTION * QUESTIONS[size]);
    const refused = (await stage.history()).requests.filter(({ state }) => state !== 'done').length;
    stage.check('whoever is behind that account is told', refused === QUESTIONS[size]);

    askFurtherBack(stage, other);
    await stage.settled();
    const { requests } = await stage.history();
    stage.check('other accounts go on', requests.filter(({ state }) => state === 'done').length === 1);
  },
};

/** Gives people an account at the broker. Returns its number there. */
async function linkTo(
  { broker, database, env }: FaultHouse,
  people: readonly number[],
  identifier: string,
): Promise<number> {
  const { apiUrl, webSocketUrl } = broker;
  const polarium = createPolarium({ apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 10 });
  const outcome = await polarium.login({ identifier, password: 'polarium' });
  if (outcome.kind !== 'in') throw new Error(`The simulator answered "${outcome.kind}".`);
  await using session = await polarium.connect(outcome.sessionToken);
  const { brokerUserId, displayName } = await session.profile();
  const seal = createSeal(Buffer.from(env.SEAL_KEY, 'base64'));
  const { sessionToken } = outcome;
  for (const telegramId of people)
    await saveLink(database, { telegramId, brokerUserId, displayName, sessionToken, nowMs: Date.now(), seal });
  return Number(brokerUserId);
}
