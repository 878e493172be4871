import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does each thing at the moment it is due, whatever became of the ones before, and tells how late it was itself.
 * Times are milliseconds of this process' own clock.
 */
export async function openLoop<Due extends { readonly dueMs: number }>(
  plan: readonly Due[],
  { act, onLateness }: { act: (due: Due, atMs: number) => void; onLateness: (ms: number) => void },
): Promise<void> {
  const startMs = performance.now();
  for (const due of plan) {
    const atMs = startMs + due.dueMs;
    const aheadMs = atMs - performance.now();
    if (aheadMs > 0.5) await sleep(aheadMs);
    onLateness(Math.max(0, performance.now() - atMs));
    act(due, atMs);
  }
}
