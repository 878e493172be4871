import type { Middleware } from 'grammy';
import type { BotContext } from '../context.ts';

/** Tells how long each update takes that passed the gate: one of the signs that the house is pressed. */
export function timed({ handled }: { handled: (ms: number) => void }): Middleware<BotContext> {
  return async (_ctx, next) => {
    const startedMs = performance.now();
    await next();
    handled(performance.now() - startedMs);
  };
}
