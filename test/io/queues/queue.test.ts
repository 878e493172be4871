import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { describe, type TestContext, test } from 'vitest';
import { toJsonb } from '#io/db/json.ts';
import { openQueue, type WorkQueue } from '#io/queues/queue.ts';
import { openQueueStore } from '#io/queues/store.ts';
import { type Handler, openWorker } from '#io/queues/worker.ts';
import { backends, type TestBackend } from '#test/support/backends.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { waitUntil } from '#test/support/wait-until.ts';

type Finish = TestContext['onTestFinished'];

const REQUEST = '5b0c1d7e-0000-4000-8000-000000000001';
/** A lock of 5 s and a look every 2.5 s, on a machine that does other things too. */
const TAKEN_OVER_MS = 30_000;
/** Two of them in a row. */
const LONGEST_MS = 90_000;

/** The clock only starts what it was told of last; the others have to stand here for their names. */
function routines(...often: string[]) {
  const names = often.map((name) => [name, { pattern: '* * * * * *' }]);
  return Object.fromEntries(names) as Parameters<WorkQueue['keepTime']>[0];
}

describe.concurrent.each(backends.filter(({ isMissing }) => !isMissing))(
  'a queue in $name',
  { timeout: LONGEST_MS },
  ({ open }) => {
    test('a job added twice while it lives is done once, and may come again when it is done', async ({
      expect,
      onTestFinished,
    }) => {
      const { queue, work } = await openHouse(onTestFinished);
      const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      for (let times = 0; times < 3; times += 1) await queue.add('linked', '1');
      const done = work(() => (done.length === 1 ? first.promise : second.promise));
      await expect.poll(() => done, { timeout: 10_000 }).toEqual(['linked 1']);
      await queue.add('linked', '1');
      await queue.add('linked', '2');
      first.resolve();
      await expect.poll(() => done, { timeout: 10_000 }).toEqual(['linked 1', 'linked 2']);
      second.resolve();
      await expect
        .poll(
          async () => {
            await queue.add('linked', '1');
            return done.length;
          },
          { timeout: 10_000 },
        )
        .toBe(3);
      expect(done[2]).toBe('linked 1');
    });

    test('a job that fails is tried as often as its kind says, and then its place is free', async ({
      expect,
      onTestFinished,
    }) => {
      const { queue, work } = await openHouse(onTestFinished);
      const done = work(async () => {
        throw new Error('no luck');
      });
      await queue.add('linked', '1');
      await expect.poll(() => done, { timeout: 20_000 }).toEqual(Array(3).fill('linked 1'));
      await expect
        .poll(
          async () => {
            await queue.add('linked', '1');
            return done.length;
          },
          { timeout: 20_000 },
        )
        .toBeGreaterThan(3);
    });

    test('a job whose worker is killed twice is done by the third', async ({ expect, onTestFinished }) => {
      const { backend, queue, startWorker } = await openHouse(onTestFinished);
      await ask(backend);
      await queue.add('catalog', REQUEST);
      for (let deaths = 0; deaths < 2; deaths += 1) {
        const victim = startWorker();
        expect(await heard(victim)).toEqual({ taken: REQUEST });
        victim.kill('SIGKILL');
        await once(victim, 'exit');
      }
      const third = startWorker();
      expect(await heard(third)).toEqual({ taken: REQUEST });
      third.send('go on');
      expect(await heard(third)).toEqual({ accepted: true });
    });

    test('a worker that was asleep while another took its job over gives no second answer', async ({
      expect,
      onTestFinished,
    }) => {
      const { backend, queue, startWorker } = await openHouse(onTestFinished);
      await ask(backend);
      await queue.add('catalog', REQUEST);
      const sleeper = startWorker();
      expect(await heard(sleeper)).toEqual({ taken: REQUEST });
      sleeper.kill('SIGSTOP');
      const successor = startWorker();
      expect(await heard(successor)).toEqual({ taken: REQUEST });
      sleeper.kill('SIGCONT');
      sleeper.send('go on');
      expect(await heard(sleeper)).toEqual({ accepted: false });
      successor.send('go on');
      expect(await heard(successor)).toEqual({ accepted: true });
    });

    test('the clock starts a routine once, however many processes ask for it, and forgets what is none any more', async ({
      expect,
      onTestFinished,
    }) => {
      const { queue, work, another } = await openHouse(onTestFinished);
      const done = work();
      const others = Array.from({ length: 7 }, another);
      // All at once, on a clock nobody has set yet: the queue's own function trips over itself here.
      await Promise.all([queue, ...others].map((one) => one.keepTime(routines('daily', 'notices'))));
      await expect.poll(() => done.includes('daily ') && done.includes('notices '), { timeout: 10_000 }).toBe(true);
      await queue.keepTime(routines('notices'));
      await expect.poll(() => countOf(done, 'notices') >= 2, { timeout: 10_000 }).toBe(true);
      const [daily, notices] = [countOf(done, 'daily'), countOf(done, 'notices')];
      await expect.poll(() => countOf(done, 'notices') >= notices + 3, { timeout: 10_000 }).toBe(true);
      // One may have been on its way when the clock forgot it.
      expect(countOf(done, 'daily')).toBeLessThanOrEqual(daily + 1);
    });

    test('a queue that was emptied has its clock back when somebody looks, and takes jobs as before', async ({
      expect,
      onTestFinished,
    }) => {
      const { backend, queue, work } = await openHouse(onTestFinished);
      const done = work();
      await queue.keepTime(routines('daily'));
      await expect.poll(() => countOf(done, 'daily'), { timeout: 10_000 }).toBeGreaterThan(0);
      await backend.emptyQueue();
      await queue.keepTime(routines('daily'));
      const before = countOf(done, 'daily');
      await expect.poll(() => countOf(done, 'daily'), { timeout: 10_000 }).toBeGreaterThan(before + 1);
      await queue.add('linked', '1');
      await expect.poll(() => countOf(done, 'linked'), { timeout: 10_000 }).toBe(1);
    });

    /** A backend, its queue, and what it takes to work on it; all gone after the test. */
    async function openHouse(onTestFinished: Finish) {
      const backend = await open();
      onTestFinished(() => backend[Symbol.asyncDispose]());
      const store = openQueueStore({ ...backend.backing, poolSize: 8 });
      onTestFinished(() => store.close());
      const another = () => {
        const queue = openQueue(store);
        onTestFinished(() => queue.close());
        return queue;
      };
      /** What was started, in order. */
      const work = (handle: Handler = async () => {}): string[] => {
        const started: string[] = [];
        const worker = openWorker(store, {
          concurrency: 2,
          handle: async (job) => {
            started.push(`${job.name} ${job.data.subject}`);
            await handle(job);
          },
        });
        worker.on('error', () => {});
        onTestFinished(() => worker.close());
        return started;
      };
      const queue = another();
      await waitUntil('the store is there', store.isThere);
      /** A process of its own. */
      const startWorker = (): ChildProcess => {
        const child = fork(new URL('../../fixtures/queue-worker.ts', import.meta.url), [
          JSON.stringify(backend.backing),
        ]);
        onTestFinished(() => void child.kill('SIGKILL'));
        return child;
      };
      return { backend, queue, another, work, startWorker };
    }
  },
);

async function ask({ db }: TestBackend): Promise<void> {
  await meetPerson(db, { telegramId: 1, firstName: 'Ana', language: 'pt' });
  const person = { telegram_id: 1, chat_id: 1, language: 'pt', time_zone: 'UTC', theme: 'dark' } as const;
  const question = { kind: 'catalog', query: toJsonb({}), query_hash: 'q', placeholder_id: null };
  await db
    .insertInto('request')
    .values({ id: REQUEST, ...person, ...question, error: null, trace_id: 't' })
    .execute();
}

async function heard(child: ChildProcess): Promise<unknown> {
  const [message] = await once(child, 'message', { signal: AbortSignal.timeout(TAKEN_OVER_MS) });
  return message;
}

function countOf(started: readonly string[], name: string): number {
  return started.filter((one) => one.startsWith(`${name} `)).length;
}
