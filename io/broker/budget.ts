import { setTimeout as sleep } from 'node:timers/promises';

/** How often the broker is asked, over all sessions of this process. */
export interface Budget {
  /** Turns that were given so far. */
  readonly taken: number;
  /**
   * Resolves when a call that nobody waits for may go, first come first served.
   * Errors: the signal's abort.
   */
  turn(signal: AbortSignal): Promise<void>;
  /** A call that a person waits for goes at once; the turns after it come later instead. */
  spend(): void;
}

/** People never push the turns further away than this, so a busy evening slows the background down and does not end it. */
const MOST_DEBT_MS = 5_000;

/** Calls at least 1/perSecond s apart, as far as people leave room. */
export function createBudget({ perSecond }: { perSecond: number }): Budget {
  const spacingMs = 1_000 / perSecond;
  let freeMs = 0;
  let taken = 0;
  let last: Promise<void> = Promise.resolve();

  async function wait(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const nowMs = performance.now();
      if (freeMs <= nowMs) break;
      await sleep(Math.ceil(freeMs - nowMs), undefined, { signal });
    }
    freeMs = performance.now() + spacingMs;
    taken += 1;
  }

  return {
    get taken() {
      return taken;
    },
    turn(signal) {
      const mine = last.then(() => wait(signal));
      last = mine.catch(() => undefined);
      return mine;
    },
    spend() {
      const nowMs = performance.now();
      freeMs = Math.min(Math.max(freeMs, nowMs) + spacingMs, nowMs + MOST_DEBT_MS);
    },
  };
}
