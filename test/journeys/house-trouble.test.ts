import { sql } from 'kysely';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Fault } from '#io/telegram/simulator/faults.ts';
import { countRequests, pictureFor, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { openHouse, settle } from '#test/support/house.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const house = await openHouse();
const { people, faults, log } = house.telegram;
afterEach(() => {
  faults.clear();
  house.broker.faults.clear();
});
afterAll(() => house.close());

let questions = 0;

test.each<[string, readonly Fault[]]>([
  ['one reply in ten lost', [{ kind: 'lost_reply', probability: 0.1, seed: 3 }]],
  ['the reply to the first message lost', [{ kind: 'lost_reply', methods: ['sendMessage'], count: 1 }]],
  ['the reply to the picture lost', [{ kind: 'lost_reply', methods: ['editMessageMedia'], count: 1 }]],
  ['the first message lost on its way', [{ kind: 'lost_request', methods: ['sendMessage'], count: 1 }]],
  ['three calls failing at Telegram', [{ kind: 'server_error', count: 3 }]],
  ['every fourth call failing at Telegram', [{ kind: 'server_error', probability: 0.25, seed: 9 }]],
  ['too many requests', [{ kind: 'too_many_requests', count: 2, retryAfterSeconds: 1 }]],
  [
    'a bit of everything',
    [
      { kind: 'lost_reply', probability: 0.1, seed: 12 },
      { kind: 'server_error', probability: 0.1, seed: 13 },
      { kind: 'too_many_requests', probability: 0.1, seed: 23, retryAfterSeconds: 1 },
      { kind: 'slow', probability: 0.3, seed: 4, delayMs: 300 },
    ],
  ],
])(
  'with %s every question becomes one message with its picture',
  async (_what, planned) => {
    // A question of its own: what was asked before might stand ready.
    questions += 1;
    const askers = await Promise.all(['Ana', 'Bia', 'Caio'].map((name) => settle(house, { name })));
    const callsBefore = log.calls.length;
    for (const fault of planned) faults.add(fault);
    const asked = askers.map((id) => people.send(id, `/catalog EURUSD-OTC m1 minority g2 ${60 + questions}`));
    await Promise.all(askers.map((id, index) => pictureFor(house, id, asked[index]!)));
    await untilQuiet(house, 60_000);
    const troubled = log.calls.slice(callsBefore).filter(({ result, isReplyLost }) => !result.ok || isReplyLost);
    const spent = planned.length - faults.list().length;
    expect(troubled.length + spent).toBeGreaterThan(0);
    for (const [index, id] of askers.entries()) {
      const said = people.chat(id).messages.filter((one) => one.from === 'bot' && one.id > asked[index]!);
      expect(said.map(({ photo, text }) => (photo === null ? text : 'picture'))).toEqual(['picture']);
      expect(await countRequests(house, id)).toBe(1);
    }
  },
  120_000,
);

test('the database hangs up on everybody in the middle of a question: it is answered, once', async () => {
  const ana = await settle(house);
  house.broker.faults.set({ delayMs: 700 });
  const asked = people.send(ana, '/catalog AUDCAD-OTC m1 minority g2 5d');
  await people.waitFor(ana, (chat) => chat.messages.find((one) => one.id > asked));
  const { rows } = await sql<{ isCut: boolean }>`
    select pg_terminate_backend(pid) as "isCut" from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(house.database);
  expect(rows.length).toBeGreaterThan(4);
  // The bot cannot know whether another one has taken over, so it ends; its supervisor starts it anew.
  await waitUntil('the bot ends', () => house.output.some((line) => line.includes('the lease is lost')));
  await house.kill('bot');
  await house.start('bot');
  house.broker.faults.clear();
  await pictureFor(house, ana, asked);
  await untilQuiet(house, 60_000);
  const said = people.chat(ana).messages.filter((one) => one.from === 'bot' && one.id > asked);
  expect(said.map(({ photo, text }) => (photo === null ? text : 'picture'))).toEqual(['picture']);
  const next = people.send(ana, '/catalog AUDCAD-OTC m1 minority g1 20');
  await pictureFor(house, ana, next);
}, 120_000);

test('whoever sent what the bot kept dying of is told, and served again', async () => {
  const ana = await settle(house);
  const answer = async (text: string) => {
    const asked = people.send(ana, text);
    return people.waitFor(ana, (chat) => chat.messages.find((one) => one.from === 'bot' && one.id > asked));
  };
  // As if three had died of it already.
  await sql`alter table telegram_update alter column attempts set default 3`.execute(house.database);
  expect((await answer('/ajuda')).text).toMatch(/^Desculpe, algo deu errado do nosso lado\./);
  await sql`alter table telegram_update alter column attempts set default 0`.execute(house.database);
  expect((await answer('/ajuda')).text).toContain('/catalog');
}, 60_000);

test('a table gets another column under the running bot: nobody notices', async () => {
  const crowd = await Promise.all(['Ana', 'Bia', 'Caio', 'Dora'].map((name) => settle(house, { name })));
  const everybodyIsAnswered = async () => {
    for (const id of crowd) {
      const asked = people.send(id, '/ajuda');
      const answer = await people.waitFor(id, (chat) =>
        chat.messages.find((one) => one.from === 'bot' && one.id > asked),
      );
      expect(answer.text).toContain('/catalog');
    }
  };
  // Until connections have their statements prepared.
  for (let round = 0; round < 3; round += 1) await everybodyIsAnswered();
  await sql`alter table person add column wide int default 1`.execute(house.database);
  await everybodyIsAnswered();
  await sql`alter table person drop column wide`.execute(house.database);
  await everybodyIsAnswered();
}, 60_000);

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
});
