import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';

const LIMIT_SECONDS = 2;

let child: ChildProcess;
afterEach(() => child.kill('SIGKILL'));

async function start(): Promise<ChildProcess> {
  child = fork('test/fixtures/watched.ts', [String(LIMIT_SECONDS)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  expect(await once(child, 'message')).toEqual(['ready', undefined]);
  return child;
}

/** It still does what it is told. */
async function isWell(process: ChildProcess): Promise<void> {
  const answer = once(process, 'message');
  process.send('well?');
  expect(await answer).toEqual(['well?', undefined]);
}

test('a process whose loop stands still is ended, with its last words in the log', async () => {
  const blocked = await start();
  const said = text(blocked.stdout!);
  blocked.send('block');
  expect(await once(blocked, 'exit')).toEqual([null, 'SIGKILL']);
  expect(JSON.parse((await said).replace('born\n', ''))).toMatchObject({
    level: 'fatal',
    room: 'jobs',
    msg: `the event loop has stood still for ${LIMIT_SECONDS} s; ended, to be started again`,
  });
});

test('nobody reads its log: it is ended all the same', async () => {
  const blocked = await start();
  const flooded = once(blocked, 'message');
  blocked.send('flood');
  await flooded;
  blocked.send('block');
  expect(await once(blocked, 'exit')).toEqual([null, 'SIGKILL']);
});

test('a process that was stopped as a whole and goes on is left alone', async () => {
  const stopped = await start();
  stopped.kill('SIGSTOP');
  await wait(2 * LIMIT_SECONDS * 1_000);
  stopped.kill('SIGCONT');
  await isWell(stopped);
  await wait(LIMIT_SECONDS * 1_000);
  await isWell(stopped);
});
