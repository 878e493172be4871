import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';
import { type Life, lifeNow } from './life.ts';
import type { Scheduled } from './timeline.ts';

const real = {
  dateNow: Date.now,
  performanceNow: performance.now.bind(performance),
  random: Math.random,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  wait: timersPromises.setTimeout,
};

/** Waits for real, whoever asks. */
export function realWait(ms: number): Promise<void> {
  return new Promise((resolve) => real.setTimeout(resolve, ms));
}

/**
 * Clocks, timers and chance of the process are those of the simulation for whoever runs in one, and stay what they are
 * for everybody else. Done once; there is no way back and no need for one.
 */
export function installFakeTime(): void {
  Date.now = () => {
    const life = lifeNow();
    return life === undefined ? real.dateNow() : Math.floor(life.timeline.nowMs);
  };
  performance.now = () => {
    const life = lifeNow();
    return life === undefined ? real.performanceNow() : life.timeline.nowMs - life.timeline.startMs + 1_000_000;
  };
  Math.random = () => (lifeNow()?.random ?? real.random)();
  globalThis.setTimeout = timerMaker(real.setTimeout, once) as typeof setTimeout;
  globalThis.setInterval = timerMaker(real.setInterval, again) as unknown as typeof setInterval;
  globalThis.clearTimeout = timerEnder(real.clearTimeout) as typeof clearTimeout;
  globalThis.clearInterval = timerEnder(real.clearInterval) as typeof clearInterval;
  timersPromises.setTimeout = ((ms?: number, value?: unknown, options: { signal?: AbortSignal } = {}) => {
    const life = lifeNow();
    return life === undefined ? real.wait(ms, value, options) : waitIn(life, { ms: ms ?? 1, value, ...options });
  }) as typeof timersPromises.setTimeout;
  syncBuiltinESMExports();
}

class FakeTimer {
  scheduled: Scheduled = { cancel: () => undefined };

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }
}

type Callback = (...args: unknown[]) => void;
type Start = (life: Life, timer: FakeTimer, options: { ms: number; act: () => void }) => void;

function timerMaker(realMaker: (...args: never[]) => unknown, start: Start) {
  return (act: Callback, ms = 1, ...args: unknown[]) => {
    const life = lifeNow();
    if (life === undefined) return (realMaker as (...all: unknown[]) => unknown)(act, ms, ...args);
    const timer = new FakeTimer();
    start(life, timer, { ms: Math.max(1, ms), act: () => act(...args) });
    return timer;
  };
}

function timerEnder(realEnder: (timer: never) => void) {
  return (timer: unknown) => {
    if (timer instanceof FakeTimer) timer.scheduled.cancel();
    else realEnder(timer as never);
  };
}

const once: Start = (life, timer, { ms, act }) => {
  timer.scheduled = life.after(ms, 'timer', act);
};

const again: Start = (life, timer, { ms, act }) => {
  const next = () => {
    timer.scheduled = life.after(ms, 'clock', () => {
      next();
      act();
    });
  };
  next();
};

function waitIn(life: Life, { ms, value, signal }: { ms: number; value: unknown; signal?: AbortSignal }) {
  return new Promise((resolve, reject) => {
    const abort = () => {
      waiting.cancel();
      reject(Object.assign(new Error('The operation was aborted', { cause: signal?.reason }), { name: 'AbortError' }));
    };
    const waiting = life.after(Math.max(1, ms), 'wait', () => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    });
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}
