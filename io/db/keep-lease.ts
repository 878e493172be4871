import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { type Lease, takeLease } from './lease.ts';

const RETRY_MS = 1_000;

/**
 * Does something for as long as this process holds the lease, again and again: a second process waits and takes over.
 * What `lead` puts on its stack is closed when the lease is lost or the role ends.
 */
export function keepLease(
  { url, name, log }: { url: string; name: string; log: Log },
  lead: (lease: Lease, leading: AsyncDisposableStack) => Promise<void>,
): { close(): Promise<void> } {
  const ending = new AbortController();
  const ended = new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()));
  const running = keep();
  return {
    async close() {
      ending.abort();
      await running;
    },
  };

  async function keep(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        await once();
      } catch (error) {
        if (ending.signal.aborted) return;
        log.warn({ err: error, lease: name }, 'the lease could not be taken or used');
        await wait(RETRY_MS, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
  }

  async function once(): Promise<void> {
    const lease = await takeLease({ url, name }, { signal: ending.signal, retryMs: RETRY_MS });
    try {
      await using leading = new AsyncDisposableStack();
      log.info({ lease: name }, 'leading');
      await lead(lease, leading);
      await Promise.race([lease.lost, ended]);
      if (!ending.signal.aborted) log.warn({ lease: name }, 'the lease is lost; another process may lead by now');
    } finally {
      await lease.release();
    }
  }
}
