import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import type { SeenMessage } from '#io/telegram/simulator/simulator.ts';
import { countRequests, pictureFor } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { settleCrowd } from '#test/support/crowd.ts';
import { openHouse, settle } from '#test/support/house.ts';
import { giveMonth } from '#test/support/plans.ts';

const house = await openHouse({ env: { HEAVY_PER_MINUTE: '10' } });
const { people } = house.telegram;
afterAll(() => house.close());

const question = (blocks: number) => `/catalog EURUSD-OTC m1 minority g2 ${blocks}`;

/** The bot's next message that says this, after message `askedWith`. */
function told(personId: number, askedWith: number, words: RegExp): Promise<SeenMessage> {
  return people.waitFor(personId, (chat) =>
    chat.messages.find((one) => one.from === 'bot' && one.id > askedWith && words.test(one.text)),
  );
}

test('while nobody works the line is told and moves, heavy work gives way, and all is answered in the end', async () => {
  // The list of assets comes with a link, and the first answers tell how long work takes.
  const zoe = await settle(house, { name: 'Zoé' });
  for (let blocks = 40; blocks < 46; blocks += 1) await pictureFor(house, zoe, people.send(zoe, question(blocks)));
  const [bia = 0, rich = 0, ...others] = await settleCrowd(house, 17);
  await giveMonth(house.database, { telegramId: rich });
  await house.kill('jobs', 'SIGTERM');

  const asked: [person: number, message: number][] = [];
  let last = '';
  for (const person of others) {
    const message = people.send(person, question(50));
    asked.push([person, message]);
    last = (await told(person, message, /⏳/)).text;
    // How long the line is is known as of a second ago.
    await sleep(100);
  }
  expect(last).toMatch(/Há \d+ pedidos na sua frente\./);

  // As if they had been waiting for twenty seconds already.
  await sql`update request set created_at = created_at - interval '20 s' where state = 'accepted'`.execute(
    house.database,
  );
  const pressed = async () => {
    const message = people.send(bia, question(60 + (await countRequests(house, bia))));
    return (await told(bia, message, /⏳|🐢/)).text;
  };
  // Two a minute instead of ten, and they are told why; who pays still comes in, and goes first.
  await expect
    .poll(pressed, { timeout: 20_000, interval: 200 })
    .toMatch(/Há muita gente pedindo agora.*próximo em \d+ s\./);
  expect(await countRequests(house, bia)).toBeLessThan(10);
  await told(rich, people.send(rich, question(70)), /⏳[\s\S]*Você é o próximo\./);

  await house.start('jobs');
  for (const [person, message] of asked) await pictureFor(house, person, message);
  await expect
    .poll(() => house.database.selectFrom('request').select('id').where('state', '!=', 'done').execute(), {
      timeout: 30_000,
    })
    .toEqual([]);
}, 120_000);

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
  expect(house.output.join('')).not.toMatch(/ (error|fatal) /);
});
