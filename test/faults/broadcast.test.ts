import { afterAll, expect, test } from 'vitest';
import { broadcastReport } from '#io/db/broadcasts.ts';
import { broadcastNow, copiesOf, manyPeople, NEWS } from '#test/support/broadcast.ts';
import { openHouse } from '#test/support/house.ts';

const house = await openHouse({ roles: ['bot'] });
afterAll(() => house.close());
const { database: db, telegram } = house;

const PEOPLE = 240;
/** The bot is killed when so many have got it. */
const KILLED_AT = [50, 130];

test('two kills in the middle of a broadcast: nobody twice, and nobody missed but the counted unknowns', async () => {
  const people = await manyPeople({ telegram, db }, { count: PEOPLE });
  const id = await broadcastNow(db, 'kill');
  const text = `${NEWS.pt}kill`;
  for (const count of KILLED_AT) {
    const got = () => copiesOf(telegram, { people, text }).filter((copies) => copies > 0).length;
    await expect.poll(got, { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(count);
    await house.kill('bot');
    await house.start('bot');
  }
  await expect.poll(async () => (await broadcastReport(db, id))?.state, { timeout: 90_000 }).toBe('done');
  const report = await broadcastReport(db, id);
  const copies = copiesOf(telegram, { people, text });
  expect(Math.max(...copies)).toBe(1);
  expect(report).toMatchObject({ people: PEOPLE, waiting: 0, failed: 0, blocked: 0 });
  const { sent = 0, unknown = 0 } = report ?? {};
  expect(sent + unknown).toBe(PEOPLE);
  // Whoever has none is among those whose answer was lost with the process; and these are few.
  const unknownPeople = await db
    .selectFrom('campaign_recipient')
    .select('telegram_id')
    .where('state', '=', 'unknown')
    .execute();
  const missed = people.filter((_, at) => copies[at] === 0);
  expect(missed.filter((one) => !unknownPeople.some((row) => row.telegram_id === one))).toEqual([]);
  expect(unknown).toBeLessThanOrEqual(2 * 24);
}, 240_000);
