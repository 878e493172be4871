import { afterAll, expect, test } from 'vitest';
import { DAY_MS } from '#engine/index.ts';
import { settleCrowd } from '../support/crowd.ts';
import { openHouse } from '../support/house.ts';

/**
 * 200 people through the bot's door, as one machine with two cores bears them beside the other tests; a thousand callers
 * are asked of what works figures out (test/jobs/figures.test.ts).
 */
const CROWD = 200;
const house = await openHouse({
  roles: ['bot', 'jobs'],
  env: { JOBS_CONCURRENCY: '8' },
  broker: { assets: 12 },
  telegram: { people: [], limits: { rememberedCalls: 20_000 } },
});
afterAll(() => house.close());
const { people } = house.telegram;
const crowd = await settleCrowd(house, CROWD);

/** Everybody sends this, and waits until the answer is a picture. */
async function askAll(text: string) {
  const asked = crowd.map((person) => ({ person, message: people.send(person, text) }));
  return Promise.all(
    asked.map(({ person, message }) =>
      people.waitFor(person, (chat) => chat.messages.find((one) => one.id > message && one.photo !== null), 60_000),
    ),
  );
}

const uploads = () => house.telegram.log.calls.filter((call) => call.files.length > 0);
const candleCalls = () => house.broker.log.count('get-candles');

test('two hundred with one question cost one fetch, one picture, one upload; then /top needs no broker', async () => {
  const [first = 0] = crowd;
  // The list of assets comes with a link; here nobody linked by hand.
  people.send(first, '/top');
  await expect
    .poll(() => house.database.selectFrom('asset').select('id').execute(), { timeout: 30_000 })
    .not.toEqual([]);
  await people.waitFor(first, (chat) => chat.messages.find((one) => one.photo !== null), 30_000);

  // A day of the past: the minute may turn as often as it likes, the question stays the same.
  const day = new Date(Date.now() - 4 * DAY_MS).toISOString().slice(5, 10).split('-').reverse().join('/');
  const before = { calls: candleCalls(), uploads: uploads().length };
  const answers = await askAll(`/catalog EURUSD-OTC m1 minority g2 ${day}..${day}`);
  expect(new Set(answers.map((message) => message.photo?.fileId)).size).toBe(1);
  expect(uploads().length - before.uploads).toBe(1);
  // 1,440 candles are one range in two pages, for a broker's answer holds a thousand.
  expect(candleCalls() - before.calls).toBe(2);
  const pictures = await house.database.selectFrom('picture').select('hash').execute();
  expect(pictures).toHaveLength(uploads().length);

  await house.kill('jobs', 'SIGTERM');
  Object.assign(house.env, { FEED: 'on', FEED_REQUESTS_PER_SECOND: '50' });
  await house.start('jobs');
  const rankings = () => house.database.selectFrom('ranking_snapshot').select('key').execute();
  await expect.poll(async () => (await rankings()).length, { timeout: 30_000 }).toBe(2);
  house.broker.faults.set({ down: true });
  const calls = candleCalls();
  for (const { text } of await askAll('/top')) expect(text).toContain('🥇');
  expect(candleCalls()).toBe(calls);
}, 120_000);
