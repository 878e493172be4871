import { afterAll, afterEach, expect, test } from 'vitest';
import { type BroadcastReport, broadcastReport } from '#io/db/broadcasts.ts';
import { broadcastNow, copiesOf, manyPeople, NEWS } from '#test/support/broadcast.ts';
import { openHouse } from '#test/support/house.ts';
import { keepRole, type RoleProcess } from './role-process.ts';

const house = await openHouse({ roles: [] });
const { database: db, telegram } = house;
const bots: RoleProcess[] = [];
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
  await db.deleteFrom('campaign').execute();
  await db.deleteFrom('person').execute();
});
afterAll(() => house.close());

async function startBot(): Promise<RoleProcess> {
  const bot = keepRole({ role: 'bot', env: house.env, onOutput: (text) => house.output.push(text) });
  bots.push(bot);
  await bot.ready();
  return bot;
}

async function until(id: number, holds: (report: BroadcastReport) => boolean): Promise<void> {
  const look = async () => {
    const report = await broadcastReport(db, id);
    return report !== null && holds(report) ? 'holds' : report;
  };
  await expect.poll(look, { timeout: 90_000, interval: 20 }).toBe('holds');
}

/** Nobody has it twice; who has it not is among those whose answer was lost with a process, and these are few. */
async function expectEachOnce(
  id: number,
  { people, text }: { people: readonly number[]; text: string },
): Promise<void> {
  await until(id, ({ state }) => state === 'done');
  const report = await broadcastReport(db, id);
  const copies = copiesOf(telegram, { people, text });
  expect(Math.max(...copies)).toBe(1);
  expect(report).toMatchObject({ people: people.length, waiting: 0, failed: 0, blocked: 0 });
  expect((report?.sent ?? 0) + (report?.unknown ?? 0)).toBe(people.length);
  const unknown = await db
    .selectFrom('campaign_recipient')
    .select('telegram_id')
    .where('campaign_id', '=', id)
    .where('state', '=', 'unknown')
    .execute();
  const missed = people.filter((_, at) => copies[at] === 0);
  expect(missed.filter((one) => !unknown.some((row) => row.telegram_id === one))).toEqual([]);
  expect(unknown.length).toBeLessThanOrEqual(2 * 24);
}

test('two kills in the middle of a broadcast: nobody twice, and nobody missed but the counted unknowns', async () => {
  const people = await manyPeople({ telegram, db }, { count: 120 });
  const bot = await startBot();
  const id = await broadcastNow(db, 'kill');
  for (const count of [25, 70]) {
    await until(id, ({ sent }) => sent >= count);
    await bot.kill();
  }
  await expectEachOnce(id, { people, text: `${NEWS.pt}kill` });
}, 240_000);

test('the sender freezes, another bot goes on, the first one wakes up: nobody twice', async () => {
  const people = await manyPeople({ telegram, db }, { count: 90 });
  const sender = await startBot();
  await startBot();
  const id = await broadcastNow(db, 'freeze');
  await until(id, ({ sent }) => sent >= 20);
  sender.signal('SIGSTOP');
  const atFreeze = (await broadcastReport(db, id))?.sent ?? 0;
  // The lease of who does not answer runs out.
  await until(id, ({ sent }) => sent > atFreeze + 10);
  sender.signal('SIGCONT');
  await expectEachOnce(id, { people, text: `${NEWS.pt}freeze` });
}, 240_000);
