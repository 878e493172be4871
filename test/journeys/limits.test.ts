import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { openRedis } from '#io/redis.ts';
import { answersTo, countRequests, pictureFor, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { settleCrowd } from '#test/support/crowd.ts';
import { openHouse, settle } from '#test/support/house.ts';
import { giveMonth } from '#test/support/plans.ts';

/** Three heavy commands a minute: three at once, then one each 20 s. */
const house = await openHouse({ env: { HEAVY_PER_MINUTE: '3', LIGHT_PER_MINUTE: '600' } });
const { people } = house.telegram;
afterAll(() => house.close());
// The list of assets comes with a link.
await settle(house, { name: 'Zé' });

const question = (blocks: number) => `/catalog EURUSD-OTC m1 minority g2 ${blocks}`;
const TOO_SOON = /🐢 Foram muitos pedidos em pouco tempo\. Você pode mandar o próximo em (\d+) s\./;

/** As if so many seconds had gone by since everything that was counted. */
async function letPass(seconds: number): Promise<void> {
  const ms = seconds * 1_000;
  if (house.env.REDIS_URL === '') {
    await sql`update rate_limit set free_at_ms = free_at_ms - ${ms}`.execute(house.database);
    return;
  }
  const redis = openRedis({ url: house.env.REDIS_URL, name: 'test' });
  for (const key of await redis.keys('limit:*')) await redis.decrby(key, ms);
  redis.disconnect();
}

test('the fourth is told when it may come, costs nothing, and is answered then', async () => {
  const ana = await settle(house);
  for (const blocks of [40, 41, 42]) await pictureFor(house, ana, people.send(ana, question(blocks)));
  let waitSeconds = 0;
  for (let times = 0; times < 5; times += 1) {
    const [refusal, ...more] = await answersTo(house, ana, people.send(ana, question(43)));
    expect(more).toEqual([]);
    waitSeconds = Number(TOO_SOON.exec(refusal?.text ?? '')?.[1]);
    expect(waitSeconds).toBeGreaterThan(0);
    expect(waitSeconds).toBeLessThanOrEqual(20);
  }
  expect(await countRequests(house, ana)).toBe(3);
  await letPass(waitSeconds);
  await pictureFor(house, ana, people.send(ana, question(43)));
  expect(await countRequests(house, ana)).toBe(4);
  // What costs little goes on all the while.
  expect((await answersTo(house, ana, people.send(ana, '/help')))[0]?.text).toMatch(/O que eu sei fazer/);
});

test('a button that comes too soon says so over itself, and works later', async () => {
  const ana = await settle(house);
  for (const blocks of [50, 51, 52]) await pictureFor(house, ana, people.send(ana, question(blocks)));
  const [refusal] = await answersTo(house, ana, people.send(ana, question(53)));
  expect(refusal?.text).toMatch(TOO_SOON);
  const asked = people.send(ana, 'EURUSD-OTC');
  await answersTo(house, ana, asked);
  const { data, message } = await people.waitFor(ana, (chat) => {
    const last = chat.messages.at(-1);
    const button = last?.keyboard.flat().find(({ text }) => text.startsWith('▶️'));
    return button?.callback_data === undefined || last === undefined
      ? null
      : { data: button.callback_data, message: last };
  });
  const answer = await people.answerTo(people.press(ana, { data, messageId: message.id }));
  expect(answer.text).toMatch(TOO_SOON);
  await letPass(60);
  people.press(ana, { data, messageId: message.id });
  await pictureFor(house, ana, asked);
});

test('A15: wrong words, and the same question while it is worked on, cost nothing', async () => {
  const ana = await settle(house);
  for (let times = 0; times < 6; times += 1) await answersTo(house, ana, people.send(ana, '/catalog EURUSD-OTC m7'));
  house.broker.faults.set({ delayMs: 500 });
  const asked = people.send(ana, '/catalog USDCHF-OTC m1 minority g2 2d');
  for (let times = 0; times < 5; times += 1) people.send(ana, '/catalog USDCHF-OTC m1 minority g2 2d');
  await pictureFor(house, ana, asked);
  house.broker.faults.clear();
  await untilQuiet(house);
  for (const blocks of [60, 61]) await pictureFor(house, ana, people.send(ana, question(blocks)));
  const texts = people.chat(ana).messages.map(({ text }) => text);
  expect(texts.filter((text) => TOO_SOON.test(text))).toEqual([]);
});

test.each([
  ['en', /That was a lot in a short time\. You can send the next one in \d+ s\./],
  ['es', /Fueron muchos pedidos en poco tiempo\. Puedes mandar el próximo en \d+ s\./],
])('who reads %s is told so in their words', async (language, said) => {
  const [person = 0] = await settleCrowd(house, 1);
  await house.database.updateTable('person').set({ language }).where('telegram_id', '=', person).execute();
  for (const blocks of [70, 71, 72]) await pictureFor(house, person, people.send(person, question(blocks)));
  const [refusal] = await answersTo(house, person, people.send(person, question(73)));
  expect(refusal?.text).toMatch(said);
});

test('who pays may ask more often', async () => {
  const [person = 0] = await settleCrowd(house, 1);
  await giveMonth(house.database, { telegramId: person });
  for (let blocks = 80; blocks < 89; blocks += 1) {
    await pictureFor(house, person, people.send(person, question(blocks)));
  }
  const [refusal] = await answersTo(house, person, people.send(person, question(89)));
  expect(refusal?.text).toMatch(TOO_SOON);
});

test('a person’s third question waits for their own, not for others, and others do not wait for it', async () => {
  const [ana = 0, bia = 0] = await settleCrowd(house, 2);
  house.broker.faults.set({ delayMs: 400 });
  const asked = ['AUDUSD-OTC', 'NZDUSD-OTC', 'USDCAD-OTC'].map((asset) =>
    people.send(ana, `/catalog ${asset} m1 minority g2 2d`),
  );
  await people.waitFor(ana, (chat) =>
    chat.messages.find(({ text }) => /Começo assim que terminar outro pedido/.test(text)),
  );
  await pictureFor(house, bia, people.send(bia, '/catalog GBPUSD-OTC m1 minority g2 2d'));
  for (const message of asked) await pictureFor(house, ana, message);
  house.broker.faults.clear();
  await untilQuiet(house);
  const { rows } = await sql<{ most: number }>`
    select max((
      select count(*) from request as other
      where other.telegram_id = ${ana} and other.started_at <= one.started_at and other.finished_at > one.started_at
    )) as most from request as one where one.telegram_id = ${ana}`.execute(house.database);
  expect(rows[0]?.most).toBe(2);
});

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
  expect(house.output.join('')).not.toMatch(/ (error|fatal) /);
});
