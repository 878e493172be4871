import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createLog } from '#io/log.ts';
import type { Handler } from '#io/queues/worker.ts';
import { watchIdle } from '#jobs/watch-idle.ts';
import { waitUntil } from '#test/support/wait-until.ts';

/** Looks come every 10 ms. */
const LIMIT_SECONDS = 0.06;
const JOB = {} as Parameters<Handler>[0];

let watch: ReturnType<typeof watchIdle>;
let looks: number;
let isEnded: boolean;
let lines: string[];
afterEach(() => watch.close());

function start(countWaiting: () => Promise<number>): void {
  [looks, isEnded, lines] = [0, false, []];
  watch = watchIdle({
    queue: {
      countWaiting() {
        looks += 1;
        return countWaiting();
      },
    },
    log: createLog({ level: 'info', environment: 'production', room: 'jobs', write: (line) => lines.push(line) }),
    limitSeconds: LIMIT_SECONDS,
    end: () => {
      isEnded = true;
    },
  });
}

async function looked(times: number): Promise<void> {
  const from = looks;
  await waitUntil(`${times} looks`, () => looks - from >= times);
}

test('a worker that takes none of the jobs that wait is ended, and says why', async () => {
  start(async () => 7);
  await waitUntil('the end', () => isEnded);
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ level: 'fatal', waiting: 7, msg: expect.stringContaining('takes no job') }),
  );
});

test('a worker in the middle of a long job is not idle', async () => {
  start(async () => 7);
  const job = Promise.withResolvers<void>();
  const working = watch.seen(() => job.promise)(JOB);
  await looked(20);
  expect(isEnded).toBe(false);
  job.resolve();
  await working;
});

test('a worker that ends one short job after the other is not idle', async () => {
  start(async () => 7);
  const work = watch.seen(async () => undefined);
  const from = looks;
  while (looks - from < 20) {
    await work(JOB);
    await wait(1);
  }
  expect(isEnded).toBe(false);
});

test('an empty queue, or one that cannot be asked, ends nobody', async () => {
  start(async () => 0);
  await looked(20);
  expect(isEnded).toBe(false);
  watch.close();
  start(() => Promise.reject(new Error('The queue does not answer.')));
  await looked(20);
  expect(isEnded).toBe(false);
});
