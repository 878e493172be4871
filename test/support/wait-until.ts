import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the fact holds, and names it when it does not in time. */
export async function waitUntil(what: string, holds: () => boolean, deadlineMs = 10_000): Promise<void> {
  const endMs = performance.now() + deadlineMs;
  while (!holds()) {
    if (performance.now() > endMs) throw new Error(`"${what}" did not happen within ${deadlineMs} ms.`);
    await sleep(5);
  }
}
