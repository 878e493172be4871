import { expect, test } from 'vitest';
import { createBudget } from '#io/broker/budget.ts';
import { createMemoryLimits } from '#io/limits/memory-limits.ts';
import { createPostgresLimits } from '#io/limits/postgres-limits.ts';
import { freshDatabase } from '#test/support/database.ts';

const { database, openAnother } = await freshDatabase();
const PATIENT = new AbortController().signal;

/** When each of some turns came, in ms from the first; times are only ever compared with what is least possible. */
async function turnsOf(budget: ReturnType<typeof createBudget>, count: number): Promise<number[]> {
  const times: number[] = [];
  const take = () => budget.turn(PATIENT).then(() => times.push(performance.now()));
  await Promise.all(Array.from({ length: count }, take));
  return times.map((time) => time - (times[0] ?? 0));
}

test('turns are never closer than the budget says, however many ask at once', async () => {
  const times = await turnsOf(createBudget({ limits: createMemoryLimits(), perSecond: 50 }), 6);
  times.forEach((time, at) => {
    // A millisecond for the clock of the timer.
    expect(time).toBeGreaterThanOrEqual(at * 20 - 1);
  });
});

test('what people ask goes at once and is made up for', async () => {
  const budget = createBudget({ limits: createMemoryLimits(), perSecond: 50 });
  await budget.turn(PATIENT);
  const startMs = performance.now();
  for (let call = 0; call < 5; call += 1) budget.spend();
  expect(budget.taken).toBe(1);
  await budget.turn(PATIENT);
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(5 * 20 - 1);
});

test('one who leaves the line does not hold up the next', async () => {
  const budget = createBudget({ limits: createMemoryLimits(), perSecond: 20 });
  await budget.turn(PATIENT);
  const leaver = new AbortController();
  const [left, next] = [budget.turn(leaver.signal), budget.turn(PATIENT)];
  leaver.abort(new Error('left'));
  await expect(left).rejects.toThrow();
  await next;
  expect(budget.taken).toBe(2);
});

test('two processes on one database share the turns', async () => {
  const processes = [database, openAnother()].map((db) =>
    createBudget({ limits: createPostgresLimits(db), perSecond: 20 }),
  );
  const startMs = performance.now();
  await Promise.all(processes.flatMap((budget) => [budget.turn(PATIENT), budget.turn(PATIENT), budget.turn(PATIENT)]));
  // The first of six goes at once, the others 50 ms after one another.
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(5 * 50 - 1);
});
