import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { createPictures, type Pictures } from '#io/charts/pool.ts';
import type { Database } from '#io/db/database.ts';
import { createDrawOnce } from '#jobs/draw-once.ts';
import { freshDatabase } from '#test/support/database.ts';
import { samplePicture, sampleRanking } from '#test/support/sample-picture.ts';

const { url, database, openAnother } = await freshDatabase();
const pictures = createPictures({ threads: 1 });
afterAll(() => pictures.close());

test('two workers asked for one picture at the same time draw it once', async () => {
  const gate = Promise.withResolvers<void>();
  const counted = counting(gate.promise);
  const [here, there] = [openAnother(), openAnother()].map((db) => createDrawOnce({ db, pictures: counted }));
  const asked = [here, there].map((draw) => draw?.(samplePicture({ seed: 801 }), 'dark'));
  await expect.poll(countLockers).toBe(2);
  // Who has the lock looks once more whether the picture is there before it draws.
  await expect.poll(() => counted.drawn).toBe(1);
  gate.resolve();
  const [one, other] = await Promise.all(asked);
  expect(one).toBe(other);
  expect(counted.drawn).toBe(1);
});

test('who waited for a worker that failed draws the picture', async () => {
  const gate = Promise.withResolvers<void>();
  const counted = counting();
  const failing: Pictures = { ...pictures, draw: () => gate.promise.then(() => Promise.reject(new Error('no paper'))) };
  const picture = samplePicture({ seed: 802 });
  const failed = createDrawOnce({ db: openAnother(), pictures: failing })(picture, 'dark');
  const outcome = expect(failed).rejects.toThrow('no paper');
  await expect.poll(countLockers).toBe(1);
  const waiting = createDrawOnce({ db: openAnother(), pictures: counted })(picture, 'dark');
  await expect.poll(countLockers).toBe(2);
  gate.resolve();
  await outcome;
  await waiting;
  expect(counted.drawn).toBe(1);
});

test('a picture drawn before a restart is not drawn again, in the other theme it is', async () => {
  const [before, after] = [counting(), counting()];
  await createDrawOnce({ db: database, pictures: before })(sampleRanking(), 'dark');
  const again = createDrawOnce({ db: openAnother(), pictures: after });
  const dark = await again(sampleRanking(), 'dark');
  expect([before.drawn, after.drawn]).toEqual([1, 0]);
  expect(await again(sampleRanking(), 'light')).not.toBe(dark);
  expect(after.drawn).toBe(1);
});

test('two processes with the same forty pictures draw forty', async () => {
  const [one = 0, other = 0] = await Promise.all([drawInAnotherProcess(), drawInAnotherProcess()]);
  expect(one + other).toBe(40);
});

/** Draws, counts, and keeps every picture back until the gate opens. */
function counting(gate: Promise<void> = Promise.resolve()): Pictures & { drawn: number } {
  return {
    drawn: 0,
    async draw(picture, theme) {
      this.drawn += 1;
      await gate;
      return pictures.draw(picture, theme);
    },
    close: async () => {},
  };
}

/** Connections whose last word was that they want a lock. */
async function countLockers(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and query like '%pg_try_advisory_lock%'
  `.execute(database satisfies Database);
  return rows[0]?.count ?? 0;
}

/** How many pictures it had to draw. */
async function drawInAnotherProcess(): Promise<number> {
  const script = `
    const { createPictures } = await import('#io/charts/pool.ts');
    const { closeDatabase, openDatabase } = await import('#io/db/database.ts');
    const { createDrawOnce } = await import('#jobs/draw-once.ts');
    const { samplePicture } = await import('#test/support/sample-picture.ts');
    const db = openDatabase({ url: process.env.DATABASE_URL, poolSize: 3 });
    const pool = createPictures({ threads: 1 });
    let drawn = 0;
    const counted = { ...pool, draw: (picture, theme) => { drawn += 1; return pool.draw(picture, theme); } };
    const drawOnce = createDrawOnce({ db, pictures: counted });
    const seeds = Array.from({ length: 40 }, (_, index) => 900 + index);
    await Promise.all(seeds.map((seed) => drawOnce(samplePicture({ seed }), 'light')));
    await pool.close();
    await closeDatabase(db);
    console.log(drawn);`;
  const env = { ...process.env, DATABASE_URL: url };
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { env, stdio: ['ignore', 'pipe', 2] });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The process ended with ${code}: ${output}`);
  return Number(output);
}
