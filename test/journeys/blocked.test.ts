import { afterAll, expect, test } from 'vitest';
import { blockPerson, unblockPerson } from '#io/db/people-care.ts';
import { retryRequest } from '#io/db/retry-request.ts';
import { answersTo, pictureFor } from '#test/support/answers.ts';
import { openHouse, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people } = house.telegram;
const db = house.database;
afterAll(() => house.close());

const QUESTION = '/catalog EURUSD-OTC m1 minority g2 60';

async function say(person: number, text: string): Promise<string> {
  return (await answersTo(house, person, people.send(person, text))).map((one) => one.text).join('\n');
}

test('whom an admin blocks is not answered from the next message on, and keeps what is theirs', async () => {
  const ana = await settle(house);
  await blockPerson(db, { telegramId: ana, nowMs: Date.now() });
  expect(await say(ana, QUESTION)).toMatch(/suspenso/);
  expect(await say(ana, '/privacy')).not.toMatch(/suspenso/);
  const asked = await db.selectFrom('request').select('id').where('telegram_id', '=', ana).execute();
  expect(asked).toEqual([]);
  await unblockPerson(db, ana);
  await pictureFor(house, ana, people.send(ana, QUESTION));
});

test('a question that failed and is tried again gets its answer where the person read that it failed', async () => {
  const bia = await settle(house, { name: 'Bia' });
  await house.kill('jobs');
  const askedWith = people.send(bia, QUESTION);
  const find = () => db.selectFrom('request').select('id').where('telegram_id', '=', bia).executeTakeFirst();
  await expect.poll(find).toBeDefined();
  const id = (await find())?.id ?? '';
  await db.updateTable('request').set({ state: 'failed', finished_at: new Date() }).where('id', '=', id).execute();
  expect(await retryRequest(db, id)).toBe('failed');
  await house.start('jobs');
  await pictureFor(house, bia, askedWith);
});
