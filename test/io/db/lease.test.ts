import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { type Lease, takeLease } from '#io/db/lease.ts';
import { freshDatabase } from '#test/support/database.ts';

const { url } = await freshDatabase();
/** The goal: whoever leads is replaced so soon. */
const FAIL_OVER_MS = 15_000;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function take(name: string): Promise<Lease> {
  const lease = await takeLease({ url, name }, { retryMs: 50 });
  closing.push(() => lease.release());
  return lease;
}

/** Another process that holds the lease; it says so, and says when it hears that it lost it. */
async function holder(name: string): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('../../fixtures/hold-lease.ts', import.meta.url)), [url, name]);
  closing.push(() => child.kill('SIGKILL'));
  expect(await once(child, 'message')).toEqual(['held', undefined]);
  return child;
}

test('one holds it, the next one gets it when that one lets go', async () => {
  const first = await takeLease({ url, name: 'turns' });
  let isTaken = false;
  const second = take('turns').then((lease) => {
    isTaken = true;
    return lease;
  });
  expect(first.isMine()).toBe(true);
  expect(isTaken).toBe(false);
  await first.release();
  expect(first.isMine()).toBe(false);
  expect((await second).isMine()).toBe(true);
});

test('whoever stops waiting leaves nothing behind', async () => {
  await take('impatient');
  const ending = new AbortController();
  const waiting = takeLease({ url, name: 'impatient' }, { signal: ending.signal });
  ending.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});

test('a killed holder is replaced at once', async () => {
  const leader = await holder('killed');
  const killedMs = performance.now();
  leader.kill('SIGKILL');
  const successor = await take('killed');
  expect(successor.isMine()).toBe(true);
  expect(performance.now() - killedMs).toBeLessThan(FAIL_OVER_MS);
});

test('a holder that stands still is replaced, and knows it as soon as it goes on', async () => {
  const leader = await holder('standing');
  const stoppedMs = performance.now();
  leader.kill('SIGSTOP');
  await take('standing');
  expect(performance.now() - stoppedMs).toBeLessThan(FAIL_OVER_MS);
  const said = once(leader, 'message');
  leader.kill('SIGCONT');
  expect(await said).toEqual([{ lost: true, wasMineWhenAsked: false }, undefined]);
}, 40_000);
