import { setTimeout as sleep } from 'node:timers/promises';

export interface Pace {
  /** Resolves when it is the caller's turn. Rejects when the signal aborts first. */
  turn(signal: AbortSignal): Promise<void>;
}

/** Turns at least `spacingMs` apart, first come first served. */
export function createPace(spacingMs: number): Pace {
  let nextMs = 0;
  return {
    async turn(signal) {
      const nowMs = performance.now();
      const mineMs = Math.max(nowMs, nextMs);
      nextMs = mineMs + spacingMs;
      if (mineMs > nowMs) await sleep(mineMs - nowMs, undefined, { signal });
    },
  };
}
