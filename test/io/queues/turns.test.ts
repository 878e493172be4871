import { describe, type TestContext, test } from 'vitest';
import { MINUTE_MS, type Priority, SECOND_MS } from '#engine/index.ts';
import { limitsOf } from '#io/limits/plans.ts';
import { isOfOldRound, priorityOf } from '#io/queues/priority.ts';
import { openQueue } from '#io/queues/queue.ts';
import { openQueueStore } from '#io/queues/store.ts';
import { type Handler, openWorker, putOff } from '#io/queues/worker.ts';
import { backends } from '#test/support/backends.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const START_MS = Date.UTC(2026, 10, 20, 12);
const BASE = { heavy: 10, light: 120 };
/** When the turn of a question comes that somebody with this plan asks so many seconds after the start. */
const turnOf = (plan: Priority, askedSeconds: number) => ({
  turnMs: START_MS + (askedSeconds + limitsOf({ priority: plan }, BASE).turnAfterSeconds) * SECOND_MS,
});

describe.each(backends.filter(({ isMissing }) => !isMissing))('a queue in $name', ({ open }) => {
  test('takes an operator before who pays, who pays before the others, and each in the order they came', async (context) => {
    const { queue, work } = await openHouse(context);
    for (const [name, plan, second] of [
      ['free 1', 'free', 0],
      ['free 2', 'free', 1],
      ['paid 1', 'paid', 2],
      ['paid 2', 'paid', 3],
      ['admin', 'admin', 4],
    ] as const) {
      await queue.add('catalog', name, turnOf(plan, second));
    }
    await queue.add('linked', 'at once');
    const done = work();
    await waitUntil('all is done', () => done.length === 6);
    context.expect(done).toEqual(['at once', 'admin', 'paid 1', 'paid 2', 'free 1', 'free 2']);
  });

  test('a free question waits for 20 s of paid ones, however many keep coming', async (context) => {
    const { queue, work } = await openHouse(context);
    let second = 0;
    // One paid question a second, for ever: whenever one is taken the next two are there already.
    const paid = async () => {
      second += 1;
      await queue.add('catalog', `paid ${second}`, turnOf('paid', second));
    };
    await queue.add('catalog', 'free', turnOf('free', 0));
    await paid();
    await paid();
    const done = work(async ({ data }) => {
      if (data.subject.startsWith('paid') && second < 60) await paid();
    });
    await waitUntil('the free one is done', () => done.includes('free'));
    // 30 s after it was asked is its turn, that of paid ones 10 s after: those asked by the 20th second go before.
    context.expect(done.indexOf('free')).toBeGreaterThanOrEqual(19);
    context.expect(done.indexOf('free')).toBeLessThanOrEqual(20);
    await waitUntil('the others are done', () => done.length === 61);
  });

  test('what is put off comes back with its tries and leaves its place to others meanwhile', async (context) => {
    const { queue, work } = await openHouse(context);
    await queue.add('catalog', 'put off', turnOf('admin', 0));
    await queue.add('catalog', 'other', turnOf('free', 0));
    const tries: number[] = [];
    let isReady = false;
    const done = work(async (job, token) => {
      if (job.data.subject === 'other') isReady = true;
      if (job.data.subject !== 'put off') return;
      tries.push(job.attemptsMade);
      if (!isReady) await putOff(job, { token, ms: 50 });
    });
    await waitUntil('it was taken again', () => isReady && done.at(-1) === 'put off');
    context.expect(new Set(tries)).toEqual(new Set([0]));
  });

  test('what waited when the numbers began again is put in front', async (context) => {
    const { queue, work } = await openHouse(context);
    const [before, after] = [{ turnMs: LAST_OF_ROUND_MS }, { turnMs: LAST_OF_ROUND_MS + MINUTE_MS }];
    await queue.add('catalog', 'before', before);
    await queue.add('catalog', 'after', after);
    context.expect(isOfOldRound(before.turnMs, after.turnMs)).toBe(true);
    await queue.putInFront('catalog', 'before');
    const done = work();
    await waitUntil('both are done', () => done.length === 2);
    context.expect(done).toEqual(['before', 'after']);
  });

  /** A queue, and a worker that does one thing at a time; `work` tells what was begun, in order. */
  async function openHouse({ onTestFinished }: TestContext) {
    const backend = await open();
    onTestFinished(() => backend[Symbol.asyncDispose]());
    const store = openQueueStore({ ...backend.backing, poolSize: 6 });
    onTestFinished(() => store.close());
    const queue = openQueue(store);
    onTestFinished(() => queue.close());
    await waitUntil('the store is there', store.isThere);
    const work = (handle: Handler = async () => {}): string[] => {
      const begun: string[] = [];
      const worker = openWorker(store, {
        concurrency: 1,
        handle: async (job, token) => {
          begun.push(job.data.subject);
          await handle(job, token);
        },
      });
      worker.on('error', () => {});
      onTestFinished(() => worker.close());
      return begun;
    };
    return { queue, work };
  }
});

/** Of some moment the last second before the numbers begin again. */
const LAST_OF_ROUND_MS = (() => {
  const most = 2 ** 21 - 1;
  return (Math.ceil(START_MS / SECOND_MS / most) * most - 1) * SECOND_MS;
})();

test('a turn is a number that BullMQ takes, and grows with time', ({ expect }) => {
  expect(priorityOf(LAST_OF_ROUND_MS)).toBe(2 ** 21 - 1);
  expect(priorityOf(LAST_OF_ROUND_MS + SECOND_MS)).toBe(1);
  expect(priorityOf(START_MS + SECOND_MS) - priorityOf(START_MS)).toBe(1);
  expect(isOfOldRound(START_MS, START_MS + MINUTE_MS)).toBe(false);
  expect(isOfOldRound(START_MS + MINUTE_MS, START_MS)).toBe(false);
});
