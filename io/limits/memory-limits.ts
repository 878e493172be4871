import { type Limits, toleranceMs } from './limits.ts';

/** So many keys are looked through for those that are forgotten. */
const MANY_KEYS = 20_000;

/** Limits of this process alone. */
export function createMemoryLimits({ nowMs = () => performance.now() }: { nowMs?: () => number } = {}): Limits {
  const freeAtMs = new Map<string, number>();
  let sweepAt = MANY_KEYS;

  function keep(key: string, value: number): void {
    freeAtMs.set(key, value);
    if (freeAtMs.size <= sweepAt) return;
    // A key whose burst is whole again is like one that was never seen.
    for (const [one, atMs] of freeAtMs) if (atMs <= nowMs()) freeAtMs.delete(one);
    sweepAt = Math.max(MANY_KEYS, 2 * freeAtMs.size);
  }

  return {
    async take(key, rate) {
      const now = nowMs();
      const startMs = Math.max(freeAtMs.get(key) ?? 0, now);
      const aheadMs = startMs - now - toleranceMs(rate);
      if (aheadMs > 0) return { ok: false, retryAfterMs: Math.ceil(aheadMs) };
      keep(key, startMs + rate.intervalMs);
      return { ok: true };
    },
    async spend(key, { intervalMs, mostDebtMs }) {
      const now = nowMs();
      keep(key, Math.min(Math.max(freeAtMs.get(key) ?? 0, now) + intervalMs, now + mostDebtMs));
    },
  };
}
