import { setTimeout as sleep } from 'node:timers/promises';
import type { Limits } from '../limits/limits.ts';

/** How often the broker is asked, by all processes that share the limits. */
export interface Budget {
  /** Turns that were given here so far. */
  readonly taken: number;
  /**
   * Resolves when a call that nobody waits for may go, first come first served.
   * Errors: the signal's abort, and those of the limits.
   */
  turn(signal: AbortSignal): Promise<void>;
  /** A call that a person waits for goes at once; the turns after it come later instead. */
  spend(): void;
}

/** People never push the turns further away than this, so a busy evening slows the background down and does not end it. */
const MOST_DEBT_MS = 5_000;

/** Turns at least 1/perSecond s apart, as far as people leave room; `of` what, when it is not of calls. */
export function createBudget({
  limits,
  perSecond,
  of = 'broker',
}: {
  limits: Limits;
  perSecond: number;
  of?: string;
}): Budget {
  const rate = { intervalMs: Math.ceil(1_000 / perSecond), burst: 1 };
  let taken = 0;
  let last: Promise<void> = Promise.resolve();

  async function wait(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const turn = await limits.take(of, rate);
      if (turn.ok) break;
      await sleep(turn.retryAfterMs, undefined, { signal });
    }
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
      // The call is made either way; a limit that cannot be written must not end it.
      limits.spend(of, { ...rate, mostDebtMs: MOST_DEBT_MS }).catch(() => undefined);
    },
  };
}
