/** So many are enough for a 95th percentile, and few enough to be sorted now and then. */
const KEPT = 200;
const FRESH_MS = 60_000;

/** The latest durations of something that happens often. */
export function createRecentTimes({ nowMs = () => performance.now() }: { nowMs?: () => number } = {}): {
  add(ms: number): void;
  /** 0 while little is known: fewer than 20 in the last minute. */
  p95Ms(): number;
} {
  const kept: { atMs: number; ms: number }[] = [];
  let next = 0;
  return {
    add(ms) {
      kept[next] = { atMs: nowMs(), ms };
      next = (next + 1) % KEPT;
    },
    p95Ms() {
      const sinceMs = nowMs() - FRESH_MS;
      const fresh = kept.filter(({ atMs }) => atMs >= sinceMs).map(({ ms }) => ms);
      if (fresh.length < 20) return 0;
      fresh.sort((one, other) => one - other);
      return fresh[Math.ceil(fresh.length * 0.95) - 1] ?? 0;
    },
  };
}
