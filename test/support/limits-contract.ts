import { expect, test } from 'vitest';
import type { Limits } from '#io/limits/limits.ts';

const START_MS = Date.UTC(2026, 10, 20, 12);

/** What every keeper of limits does alike, with numbers worked out by hand. */
export function limitsContract(open: (clock: { nowMs: () => number }) => Limits): void {
  let atMs = 0;
  let keys = 0;
  const limits = () => open({ nowMs: () => START_MS + atMs });
  const freshKey = () => `key ${++keys}`;

  test('one a second with a burst of three', async () => {
    const [held, key] = [limits(), freshKey()];
    const rate = { intervalMs: 1_000, burst: 3 };
    // now → when the whole burst is back, or how long to wait.
    const worked = [
      { now: 0, ok: true },
      { now: 0, ok: true },
      { now: 0, ok: true },
      { now: 0, ok: false, retryAfterMs: 1_000 },
      { now: 1_000, ok: true },
      { now: 2_000, ok: true },
      { now: 2_000, ok: false, retryAfterMs: 1_000 },
      { now: 2_400, ok: false, retryAfterMs: 600 },
      { now: 3_000, ok: true },
    ];
    for (const { now, ...expected } of worked) {
      atMs = now;
      expect(await held.take(key, rate), `at ${now}`).toEqual(expected);
    }
  });

  test('ten a minute: the eleventh waits six seconds, and being refused makes it no longer', async () => {
    const [held, key] = [limits(), freshKey()];
    const rate = { intervalMs: 6_000, burst: 10 };
    atMs = 0;
    for (let turn = 1; turn <= 10; turn += 1) expect((await held.take(key, rate)).ok).toBe(true);
    for (let more = 0; more < 20; more += 1) {
      expect(await held.take(key, rate)).toEqual({ ok: false, retryAfterMs: 6_000 });
    }
    atMs = 5_999;
    expect(await held.take(key, rate)).toEqual({ ok: false, retryAfterMs: 1 });
    atMs = 6_000;
    expect((await held.take(key, rate)).ok).toBe(true);
    expect((await held.take(key, rate)).ok).toBe(false);
  });

  test('after a long rest there is one burst, not two', async () => {
    const [held, key] = [limits(), freshKey()];
    const rate = { intervalMs: 100, burst: 2 };
    atMs = 0;
    await held.take(key, rate);
    atMs = 3_600_000;
    const answers = [await held.take(key, rate), await held.take(key, rate), await held.take(key, rate)];
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, false]);
  });

  test('one key says nothing about another', async () => {
    const [held, one, other] = [limits(), freshKey(), freshKey()];
    const rate = { intervalMs: 1_000, burst: 1 };
    atMs = 0;
    expect((await held.take(one, rate)).ok).toBe(true);
    expect((await held.take(one, rate)).ok).toBe(false);
    expect((await held.take(other, rate)).ok).toBe(true);
  });

  test('of fifty at the same moment as many go as there are turns', async () => {
    const [held, key] = [limits(), freshKey()];
    atMs = 0;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => held.take(key, { intervalMs: 60_000, burst: 7 })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(7);
  });

  test('what was spent is waited for, up to the debt', async () => {
    const [held, key] = [limits(), freshKey()];
    const rate = { intervalMs: 200, burst: 1 };
    atMs = 0;
    for (let call = 0; call < 3; call += 1) await held.spend(key, { ...rate, mostDebtMs: 5_000 });
    expect(await held.take(key, rate)).toEqual({ ok: false, retryAfterMs: 600 });
    for (let call = 0; call < 100; call += 1) await held.spend(key, { ...rate, mostDebtMs: 5_000 });
    expect(await held.take(key, rate)).toEqual({ ok: false, retryAfterMs: 5_000 });
    atMs = 5_000;
    expect((await held.take(key, rate)).ok).toBe(true);
  });
}
