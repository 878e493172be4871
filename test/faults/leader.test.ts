import { afterAll, expect, test } from 'vitest';
import { settleCrowd } from '#test/support/crowd.ts';
import { openHouse } from '#test/support/house.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { keepRole } from './role-process.ts';

/** For the answers; how soon a leader is replaced is measured where its lease is (test/io/db/lease.test.ts). */
const PATIENCE_MS = 60_000;
const PEOPLE = 20;

const house = await openHouse({ roles: [] });
const open = () => keepRole({ role: 'bot', env: house.env, onOutput: (text) => void house.output.push(text) });
const first = open();
await first.ready();
// The first one leads by now; the second one waits, and handles what it can.
const second = open();
await second.ready();
const { people } = house.telegram;
const ids = await settleCrowd(house, PEOPLE);
afterAll(async () => {
  await Promise.all([first.stop(), second.stop()]);
  await house.close();
});

function answersOf(id: number): number {
  return people.chat(id).messages.filter(({ from }) => from === 'bot').length;
}

async function everybodyHas(answers: number, withinMs: number): Promise<void> {
  await waitUntil(`${answers} answers each`, () => ids.every((id) => answersOf(id) >= answers), withinMs);
}

test('the leader stands still in the middle of work: the other one goes on, and nothing is done twice', async () => {
  for (const id of ids) people.send(id, '/terms');
  await waitUntil('the first answers', () => ids.some((id) => answersOf(id) > 0));
  first.signal('SIGSTOP');
  for (const id of ids) people.send(id, '/help');
  await everybodyHas(2, PATIENCE_MS);

  first.signal('SIGCONT');
  for (const id of ids) people.send(id, '/terms');
  await everybodyHas(3, PATIENCE_MS);
  // Whoever stood still has learned that it leads no more, and takes over again when the other one is gone.
  await second.kill('SIGKILL');
  for (const id of ids) people.send(id, '/help');
  await everybodyHas(4, PATIENCE_MS);
  expect(ids.map(answersOf)).toEqual(ids.map(() => 4));
  expect(first.exits).toEqual([]);
}, 240_000);
