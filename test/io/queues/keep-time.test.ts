import { afterAll, expect, test } from 'vitest';
import { openQueue, openQueuePool, openWorker } from '#io/queues/queue.ts';
import { createTestDatabase } from '#test/support/database.ts';

const { url, drop } = await createTestDatabase();
const pool = openQueuePool({ url, poolSize: 8 });
const started: string[] = [];
const worker = openWorker(pool, {
  handle: async (job) => {
    started.push(job.name);
  },
  concurrency: 2,
});
const [one, ...others] = [openQueue(pool), ...Array.from({ length: 7 }, () => openQueue(pool))] as const;
afterAll(async () => {
  await worker.close();
  await Promise.all([one, ...others].map((queue) => queue.close()));
  await pool.end();
  await drop();
});

/** The clock only starts what it was told of last; the others have to stand here for their names. */
function routines(...often: string[]) {
  const names = often.map((name) => [name, { pattern: '* * * * * *' }]);
  return Object.fromEntries(names) as Parameters<typeof one.keepTime>[0];
}

test('the clock starts a routine once, however many processes ask for it, and forgets what is no routine any more', async () => {
  // All at once, on a clock nobody has set yet: the queue's own function trips over itself here.
  await Promise.all([one, ...others].map((queue) => queue.keepTime(routines('daily', 'notices'))));
  await expect.poll(() => started.includes('daily') && started.includes('notices'), { timeout: 10_000 }).toBe(true);
  await one.keepTime(routines('notices'));
  await expect.poll(() => countOf('notices') >= 2, { timeout: 10_000 }).toBe(true);
  const [daily, notices] = [countOf('daily'), countOf('notices')];
  await expect.poll(() => countOf('notices') >= notices + 3, { timeout: 10_000 }).toBe(true);
  // One may have been on its way when the clock forgot it.
  expect(countOf('daily')).toBeLessThanOrEqual(daily + 1);
});

function countOf(name: string): number {
  return started.filter((one) => one === name).length;
}
