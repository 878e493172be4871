import { describe, expect, test } from 'vitest';
import { type CacheRequest, createCache } from '#io/cache.ts';

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

describe('how long an answer stays', () => {
  test.each([
    ['live', 60_000],
    ['results', 300_000],
    ['reports', 1_800_000],
  ] as const)('%s for %i ms', async (kind, lifetimeMs) => {
    const time = clock();
    const cache = createCache({ maxBytes: 100, nowMs: time.nowMs });
    const { request } = counting({ kind });
    expect(await cache.get(request)).toBe(1);
    time.pass(lifetimeMs - 1);
    expect(await cache.get(request)).toBe(1);
    time.pass(1);
    expect(await cache.get(request)).toBe(2);
  });

  test('not beyond the moment its maker names', async () => {
    const time = clock();
    const cache = createCache({ maxBytes: 100, nowMs: time.nowMs });
    const { request } = counting({ kind: 'reports', untilMs: time.nowMs() + 5_000 });
    await cache.get(request);
    time.pass(5_000);
    expect(await cache.get(request)).toBe(2);
  });

  test('until there is news of its topic', async () => {
    const cache = createCache({ maxBytes: 100 });
    const eurusd = counting({ key: 'a', topic: 'EURUSD' });
    const gbpusd = counting({ key: 'b', topic: 'GBPUSD' });
    for (const { request } of [eurusd, gbpusd]) await cache.get(request);
    cache.drop('EURUSD');
    expect([await cache.get(eurusd.request), await cache.get(gbpusd.request)]).toEqual([2, 1]);
    cache.clear();
    expect([await cache.get(eurusd.request), await cache.get(gbpusd.request)]).toEqual([3, 2]);
  });
});

describe('one for all', () => {
  test('a thousand who ask at once are one work', async () => {
    const cache = createCache({ maxBytes: 100 });
    const { made, request } = counting();
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => cache.get(request)));
    expect(made.count).toBe(1);
    expect(new Set(answers)).toEqual(new Set([1]));
  });

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

  test('a failure is told to all who wait and tried again by the next', async () => {
    const cache = createCache({ maxBytes: 100 });
    let tries = 0;
    const make = async () => {
      tries += 1;
      if (tries === 1) throw new Error('broken');
      return tries;
    };
    const { request } = counting({ make });
    const both = await Promise.allSettled([cache.get(request), cache.get(request)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await cache.get(request)).toBe(2);
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
