import { afterAll, expect, test } from 'vitest';
import { anyPort } from '#io/embedded/port.ts';
import { startBalancer } from '#test/support/balancer.ts';
import { settleCrowd } from '#test/support/crowd.ts';
import { openHouse } from '#test/support/house.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { keepRole } from './role-process.ts';

const PEOPLE = 50;
/** Answered at once, each in its own words, so that a chat shows the order in which it was served. */
const WORDS = ['/terms', '/help', '/settings', '/help', '/terms', '/terms', '/settings', '/help', '/terms', '/help'];

const ports = [await anyPort(), await anyPort()];
const balancer = await startBalancer(ports);
const house = await openHouse({ roles: [] });
const env = {
  ...house.env,
  TELEGRAM_WEBHOOK_URL: `${balancer.url}/telegram`,
  TELEGRAM_WEBHOOK_SECRET: 'an-address-alone-opens-nothing-here',
};
const bots = ports.map((port) =>
  keepRole({
    role: 'bot',
    env: { ...env, WEBHOOK_PORT: String(port) },
    onOutput: (text) => void house.output.push(text),
  }),
);
afterAll(async () => {
  await Promise.all(bots.map((bot) => bot.stop()));
  await house.close();
  await balancer.close();
});

test('two bots behind a balancer, one killed on the way: 500 updates, each answered once and in order', async () => {
  await Promise.all(bots.map((bot) => bot.ready()));
  const { people } = house.telegram;
  const ids = await settleCrowd(house, PEOPLE);
  const answersOf = (id: number) =>
    people
      .chat(id)
      .messages.filter(({ from }) => from === 'bot')
      .map(({ text }) => text);
  const answered = () => ids.reduce((sum, id) => sum + answersOf(id).length, 0);

  for (const word of WORDS) for (const id of ids) people.send(id, word);
  await waitUntil('100 answers', () => answered() >= 100, 30_000);
  await bots[0]?.kill('SIGKILL');
  expect(answered()).toBeLessThan(PEOPLE * WORDS.length);
  await waitUntil('every word has an answer', () => ids.every((id) => answersOf(id).length >= WORDS.length), 60_000);

  // One answer a word, and always the same for the same word: nothing lost, nothing doubled, nothing out of turn.
  const shapes = ids.map((id) => shapeOf(answersOf(id)));
  expect(shapes).toEqual(ids.map(() => shapeOf(WORDS)));
  expect(balancer.taken.every((count) => count > 50)).toBe(true);
}, 120_000);

/** Which of them begin alike, whatever they say: the rest of one may tell the time. */
function shapeOf(texts: readonly string[]): number[] {
  const firstLines = texts.map((text) => text.split('\n')[0]);
  return firstLines.map((line) => firstLines.indexOf(line));
}
