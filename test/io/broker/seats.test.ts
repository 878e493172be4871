import { afterEach, expect, test } from 'vitest';
import type { Seconds } from '#engine/index.ts';
import { createSeats, type Seats } from '#io/broker/seats.ts';
import { freshDatabase } from '#test/support/database.ts';

const { database, openAnother } = await freshDatabase();
const open: Seats[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((seats) => seats.close()));
  await database.deleteFrom('broker_seats').execute();
});

function processWith({
  most,
  waitSeconds = 10,
  db = openAnother(),
}: {
  most: number;
  waitSeconds?: number;
  db?: typeof database;
}) {
  const seats = createSeats({ db, most, waitSeconds: waitSeconds as Seconds, tickMs: 50 });
  open.push(seats);
  return seats;
}

test('all processes together never hold more, however many ask at once', async () => {
  const processes = [database, openAnother(), openAnother()].map((db) =>
    processWith({ most: 10, waitSeconds: 0.3, db }),
  );
  const endings = await Promise.allSettled(processes.flatMap((seats) => Array.from({ length: 8 }, () => seats.take())));
  expect(endings.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  const { rows } = { rows: await database.selectFrom('broker_seats').select('taken').execute() };
  expect(rows.reduce((sum, { taken }) => sum + taken, 0)).toBe(10);
});

test('one that finds none makes another process give back what it needs least', async () => {
  const [rich, poor] = [processWith({ most: 2 }), processWith({ most: 2 })];
  await rich.take();
  await rich.take();
  let given = 0;
  rich.onWanted(() => {
    given += 1;
    if (given === 1) rich.leave();
  });
  await poor.take();
  expect(given).toBeGreaterThan(0);
});

test('waiting has an end, and a seat that is left is taken', async () => {
  const seats = processWith({ most: 1, waitSeconds: 0.05 });
  await seats.take();
  await expect(seats.take()).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
  seats.leave();
  await seats.take();
});

test('a process that died holds nothing after ten seconds', async () => {
  const dead = processWith({ most: 1 });
  await dead.take();
  await dead.close();
  const past = new Date(Date.now() - 11_000);
  const row = { process_id: '5f0c4a3e-58c1-4a58-9b0a-3d6c0e4a0001', taken: 1, seen_at: past };
  await database.insertInto('broker_seats').values(row).execute();
  await processWith({ most: 1, waitSeconds: 0.05 }).take();
});
