import type { Log } from '#io/log.ts';
import { type ChildSpec, keepChild } from './keep-child.ts';

const PATIENCE_MS = 20_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Starts processes, starts again whichever dies, and ends them one after the other, the last one first.
 *
 * Settles when all have ended after a signal. Errors: that of the first one that never became ready, as when its
 * configuration is wrong; the others are ended by then.
 */
export async function runRoles({
  specs,
  env,
  log,
}: {
  specs: readonly ChildSpec[];
  env: NodeJS.ProcessEnv;
  log: Log;
}): Promise<void> {
  const wish = Promise.withResolvers<void>();
  for (const signal of SIGNALS) process.on(signal, () => wish.resolve());
  const children = specs.map((spec) => keepChild({ spec, env, log }));
  try {
    const ready = Promise.all(children.map((child) => child.ready));
    await Promise.race([ready, wish.promise]);
    log.info({ roles: specs.map(({ name }) => name) }, 'started');
    await wish.promise;
  } finally {
    const endMs = performance.now() + PATIENCE_MS;
    for (const child of [...children].reverse()) await child.stop(Math.max(1_000, endMs - performance.now()));
    log.info('ended');
  }
}
