import { describe, type TestContext, test } from 'vitest';
import { openQueue } from '#io/queues/queue.ts';
import { openQueueStore } from '#io/queues/store.ts';
import { openWorker } from '#io/queues/worker.ts';
import { startRedis, withoutRedis } from '#test/support/redis.ts';
import { waitUntil } from '#test/support/wait-until.ts';

/** Pauses of up to a second between tries, and whatever else this machine has to do. */
const RECOVERED_MS = 20_000;

describe.skipIf(withoutRedis('a queue on a Redis in trouble'))('while Redis', () => {
  test.concurrent('hangs, adding refuses instead of waiting, and all goes on when it answers again', async (context) => {
    const { expect } = context;
    const { redis, queue, started } = await openHouse(context);
    redis.hang();
    await expect(queue.add('linked', '1')).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
    redis.resume();
    await expect.poll(() => outcomeOf(queue.add('linked', '2')), { timeout: RECOVERED_MS }).toBe('added');
    await waitUntil('the second job is done', () => started.includes('2'), RECOVERED_MS);
    // What was refused may have been heard all the same; it is never done twice.
    expect(started.filter((subject) => subject === '1').length).toBeLessThanOrEqual(1);
  });

  test.concurrent('is gone, adding refuses; what was added before is done when it is back', async (context) => {
    const { expect } = context;
    const { redis, queue, started, gate } = await openHouse(context);
    await queue.add('linked', 'held');
    await queue.add('linked', '1');
    await waitUntil('the first job is under way', () => started.includes('held'));
    await redis.kill();
    await expect.poll(() => outcomeOf(queue.add('linked', '2')), { timeout: RECOVERED_MS }).toMatch('does not answer');
    await redis.start();
    gate.resolve();
    await waitUntil('the waiting job is done', () => started.includes('1'), RECOVERED_MS);
  });

  test.concurrent.for(['hang', 'kill'] as const)(
    'is in trouble (%s), all that stands on it can be closed',
    async (trouble, context) => {
      const { redis, close } = await openHouse(context);
      await redis[trouble]();
      await close();
    },
  );
});

/** A queue and one worker that does one job at a time; `held` waits for the gate. Gone after the test. */
async function openHouse({ onTestFinished }: TestContext) {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  const store = openQueueStore({ database: { url: '' }, redis: { url: redis.url }, poolSize: 0 });
  const queue = openQueue(store);
  const started: string[] = [];
  const gate = Promise.withResolvers<void>();
  const worker = openWorker(store, {
    concurrency: 1,
    handle: async ({ data: { subject } }) => {
      started.push(subject);
      if (subject === 'held') await gate.promise;
    },
  });
  worker.on('error', () => {});
  const closeOnce = async () => {
    await worker.close();
    await queue.close();
    await store.close();
  };
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= closeOnce();
    return closing;
  };
  onTestFinished(close);
  await waitUntil('Redis is there', store.isThere);
  return { redis, queue, started, gate, close };
}

function outcomeOf(adding: Promise<void>): Promise<string> {
  return adding.then(() => 'added', String);
}
