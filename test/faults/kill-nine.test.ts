import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { SeenMessage } from '#io/telegram/simulator/simulator.ts';
import { openHouse, type RoleName, settle } from '#test/support/house.ts';

const house = await openHouse({ broker: { latencyMs: 15 } });
afterAll(() => house.close());
const { people } = house.telegram;

/** Who is killed, and how long after the question: from the update's arrival to the picture's departure. */
const KILLS: readonly { role: RoleName; afterMs: number }[] = [
  { role: 'bot', afterMs: 0 },
  { role: 'jobs', afterMs: 20 },
  { role: 'bot', afterMs: 6 },
  { role: 'jobs', afterMs: 60 },
  { role: 'bot', afterMs: 15 },
  { role: 'jobs', afterMs: 120 },
  { role: 'bot', afterMs: 40 },
  { role: 'jobs', afterMs: 200 },
  { role: 'bot', afterMs: 110 },
  { role: 'jobs', afterMs: 320 },
];

test('ten kills in the middle of a question: every one is answered, and each by one message', async () => {
  const askers: { id: number; askedWith: number }[] = [];
  for (const { role, afterMs } of KILLS) {
    const id = await settle(house);
    const askedWith = people.send(id, `/catalog ${TICKERS[askers.length]} m1 minority g2 ${100 + askers.length}`);
    askers.push({ id, askedWith });
    await wait(afterMs);
    await house.kill(role);
    await house.start(role);
  }
  const answers = await Promise.all(
    askers.map(async ({ id, askedWith }) => {
      const isAnswer = (one: SeenMessage) => one.id > askedWith && one.from === 'bot';
      await people.waitFor(id, (chat) => chat.messages.find((one) => isAnswer(one) && one.photo !== null), 60_000);
      return people
        .chat(id)
        .messages.filter(isAnswer)
        .map((one) => (one.photo === null ? one.text : 'picture'));
    }),
  );
  expect(answers).toEqual(KILLS.map(() => ['picture']));
  const requests = await house.database.selectFrom('request').select('state').execute();
  expect(requests.map(({ state }) => state)).toEqual(KILLS.map(() => 'done'));
}, 180_000);

const TICKERS = [
  'EURUSD-OTC',
  'GBPUSD-OTC',
  'USDJPY-OTC',
  'AUDCAD-OTC',
  'EURJPY-OTC',
  'EURGBP-OTC',
  'NZDUSD-OTC',
  'USDCHF-OTC',
  'GBPJPY-OTC',
  'BTCUSD',
];
