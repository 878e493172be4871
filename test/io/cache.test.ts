import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CacheOptions, type CacheRequest, createCache } from '#io/cache.ts';
import { openSharedAnswers } from '#io/shared-answers.ts';
import { freshRedis, startRedis, type TestRedis, withoutRedis } from '#test/support/redis.ts';

function clock() {
  let nowMs = 1_000_000;
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { nowMs: () => nowMs, pass };
}

/** A request whose answers are numbered. */
function counting(change: Partial<CacheRequest<number>> = {}) {
  const made = { count: 0 };
  const make = async () => {
    made.count += 1;
    return made.count;
  };
  return { made, request: { kind: 'live', key: 'k', sizeOf: () => 10, make, ...change } as CacheRequest<number> };
}

const redis = withoutRedis('answers shared over Redis') ? null : await freshRedis();

/** A process of its own: memory of its own, the answers of all behind it. */
function join(server: Pick<TestRedis, 'url'>, options: Partial<CacheOptions> = {}) {
  const shared = openSharedAnswers(server);
  onTestFinished(() => shared.close());
  return createCache({ maxBytes: 100, shared, ...options });
}

let asks = 0;
/** One that the others may have, and that no other test asks. */
function ours<Value = number>(change: Partial<CacheRequest<Value>> = {}) {
  asks += 1;
  return { isShared: true, ...change, key: `${change.key ?? 'k'} ${asks}` } as const;
}

const modes = [
  { name: 'in memory', open: createCache, asked: counting },
  ...(redis === null
    ? []
    : [
        {
          name: 'with Redis behind it',
          open: (options: CacheOptions) => join(redis, options),
          asked: (change: Partial<CacheRequest<number>> = {}) => counting(ours(change)),
        },
      ]),
];

describe.each(modes)('an answer $name stays', ({ open, asked }) => {
  test.each([
    ['live', 60_000],
    ['results', 300_000],
    ['reports', 1_800_000],
  ] as const)('%s for %i ms', async (kind, lifetimeMs) => {
    const time = clock();
    const cache = open({ maxBytes: 100, nowMs: time.nowMs });
    const { request } = asked({ kind });
    expect(await cache.get(request)).toBe(1);
    time.pass(lifetimeMs - 1);
    expect(await cache.get(request)).toBe(1);
    time.pass(1);
    expect(await cache.get(request)).toBe(2);
  });

  test('not beyond the moment its maker names', async () => {
    const time = clock();
    const cache = open({ maxBytes: 100, nowMs: time.nowMs });
    const { request } = asked({ kind: 'reports', untilMs: time.nowMs() + 5_000 });
    await cache.get(request);
    time.pass(5_000);
    expect(await cache.get(request)).toBe(2);
  });

  test('until there is news of its topic', async () => {
    const cache = open({ maxBytes: 100 });
    const eurusd = asked({ key: 'a', topic: 'EURUSD' });
    const gbpusd = asked({ key: 'b', topic: 'GBPUSD' });
    for (const { request } of [eurusd, gbpusd]) await cache.get(request);
    cache.drop('EURUSD');
    expect([await cache.get(eurusd.request), await cache.get(gbpusd.request)]).toEqual([2, 1]);
    cache.clear();
    expect([await cache.get(eurusd.request), await cache.get(gbpusd.request)]).toEqual([3, 2]);
  });

  test('a thousand who ask at once are one work', async () => {
    const cache = open({ maxBytes: 100 });
    const { made, request } = asked();
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => cache.get(request)));
    expect(made.count).toBe(1);
    expect(new Set(answers)).toEqual(new Set([1]));
  });

  test('a failure is told to all who wait and tried again by the next', async () => {
    const cache = open({ maxBytes: 100 });
    let tries = 0;
    const make = async () => {
      tries += 1;
      if (tries === 1) throw new Error('broken');
      return tries;
    };
    const { request } = asked({ make });
    const both = await Promise.allSettled([cache.get(request), cache.get(request)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await cache.get(request)).toBe(2);
  });
});

describe('one for all', () => {
  test('an answer that was outdated while it was made is given to who waited and to nobody else', async () => {
    const cache = createCache({ maxBytes: 100 });
    const gate = Promise.withResolvers<void>();
    let made = 0;
    const make = async () => {
      const mine = ++made;
      await gate.promise;
      return mine;
    };
    const request = counting({ topic: 'EURUSD', make }).request;
    const early = cache.get(request);
    cache.drop('EURUSD');
    const late = cache.get(request);
    gate.resolve();
    expect([await early, await late, await cache.get(request)]).toEqual([1, 2, 2]);
  });

  test('one who leaves does not take the others along; when all have left the work is stopped', async () => {
    const cache = createCache({ maxBytes: 100 });
    const gate = Promise.withResolvers<number>();
    const signals: AbortSignal[] = [];
    const { request } = counting({
      make: ({ signal }) => {
        signals.push(signal);
        return gate.promise;
      },
    });
    const leaver = new AbortController();
    const first = cache.get({ ...request, passenger: { signal: leaver.signal } });
    const second = cache.get(request);
    leaver.abort(new Error('left'));
    await expect(first).rejects.toThrow('left');
    expect(signals[0]?.aborted).toBe(false);
    gate.resolve(7);
    expect(await second).toBe(7);

    const lonely = new AbortController();
    const never = counting({
      key: 'lonely',
      make: ({ signal }) => {
        signals.push(signal);
        return new Promise<number>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
    }).request;
    const last = cache.get({ ...never, passenger: { signal: lonely.signal } });
    lonely.abort(new Error('gone'));
    await expect(last).rejects.toThrow('gone');
    expect(signals.at(-1)?.aborted).toBe(true);
    expect(await cache.get({ ...never, make: async () => 1 })).toBe(1);
  });
});

describe('how much is kept', () => {
  test('the answer used longest ago goes first', async () => {
    const cache = createCache({ maxBytes: 30 });
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((key) => counting({ key }));
    for (const one of [a, b, c]) await cache.get(one!.request);
    await cache.get(a!.request);
    await cache.get(d!.request);
    expect(cache.bytes).toBe(30);
    for (const one of [a, c, d]) await cache.get(one!.request);
    expect([a, b, c, d].map((one) => one?.made.count)).toEqual([1, 1, 1, 1]);
    await cache.get(b!.request);
    expect(b?.made.count).toBe(2);
  });

  test('an answer larger than all the room is given and not kept', async () => {
    const cache = createCache({ maxBytes: 30 });
    const { made, request } = counting({ sizeOf: () => 31 });
    await cache.get(request);
    await cache.get(request);
    expect([made.count, cache.bytes]).toEqual([2, 0]);
  });
});

describe.skipIf(redis === null)('an answer that another process made', () => {
  test('is not made again, and lives no longer than where it was made', async () => {
    const time = clock();
    const [here, there] = [join(redis!, { nowMs: time.nowMs }), join(redis!, { nowMs: time.nowMs })];
    const one = counting(ours());
    await here.get(one.request);
    time.pass(59_999);
    expect(await there.get(one.request)).toBe(1);
    time.pass(1);
    expect(await there.get(one.request)).toBe(2);
  });

  test('is what both say when both made it at once', async () => {
    const [here, there] = [join(redis!), join(redis!)];
    const gate = Promise.withResolvers<void>();
    let begun = 0;
    const { key } = ours();
    const request = (value: string) => ({
      ...({ kind: 'live', key, isShared: true, sizeOf: () => 10 } as const),
      make: async () => {
        begun += 1;
        if (begun === 2) gate.resolve();
        await gate.promise;
        return value;
      },
    });
    const [mine, theirs] = await Promise.all([here.get(request('mine')), there.get(request('theirs'))]);
    expect(begun).toBe(2);
    expect(mine).toBe(theirs);
  });

  test('is not asked for unless its request says so, nor stored when it is large', async () => {
    const [here, there] = [join(redis!), join(redis!)];
    const private_ = counting({ key: 'nobody else' });
    expect([await here.get(private_.request), await there.get(private_.request)]).toEqual([1, 2]);
    const large = { kind: 'live', ...ours<string>(), sizeOf: () => 10 } as const;
    const noise = () => randomBytes(64_000).toString('base64');
    const first = await here.get({ ...large, make: async () => noise() });
    expect(await there.get({ ...large, make: async () => noise() })).not.toBe(first);
  });

  test('leaves Redis by itself', async () => {
    const client = new Redis(redis!.url);
    onTestFinished(() => client.disconnect());
    const one = counting(ours());
    await join(redis!).get(one.request);
    const lifeMs = await client.pttl(`answer:${one.request.key}`);
    expect(lifeMs).toBeGreaterThan(0);
    expect(lifeMs).toBeLessThanOrEqual(60_000);
  });

  test('is made anew when what lies there cannot be read, and while Redis hangs or is away', async () => {
    await using server = await startRedis();
    const client = new Redis(server.url);
    client.on('error', () => {});
    onTestFinished(() => client.disconnect());
    const odd = counting(ours());
    await client.set(`answer:${odd.request.key}`, 'not ours');
    expect(await join(server).get(odd.request)).toBe(1);
    const cache = join(server);
    server.hang();
    expect(await cache.get(counting(ours()).request)).toBe(1);
    await server.kill();
    expect(await cache.get(counting(ours()).request)).toBe(1);
  });
});
