import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { freshDatabase } from '#test/support/database.ts';
import { childEnv } from '../support/child-env.ts';
import { freePort } from './web/free-port.ts';

const { url } = await freshDatabase();
const SEAL_KEY = randomBytes(32).toString('base64');
let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

/** The role as the product starts it: a process of its own that says when it is ready. */
async function start() {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const env = {
    ...childEnv,
    APP_ENV: 'test',
    LOG_LEVEL: 'info',
    DATABASE_URL: url,
    SEAL_KEY,
    BOT_TOKEN: `123456789:${'x'.repeat(35)}`,
    WEB_PORT: String(port),
    PUBLIC_URL: publicUrl,
  };
  const started = spawn(process.execPath, ['panel/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  child = started;
  let output = '';
  for (const stream of [started.stdout, started.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const message = await Promise.race([once(started, 'message'), once(started, 'exit')]);
  expect(message[0], output).toEqual({ ready: true });
  return { started, publicUrl };
}

test('says when it is ready, serves the page, and ends well when told to', async () => {
  const { started, publicUrl } = await start();
  expect(await (await fetch(`${publicUrl}/readyz`)).json()).toMatchObject({
    ready: true,
    dependencies: { database: 'ok', schema: 'ok' },
  });
  expect(await (await fetch(`${publicUrl}/link`)).text()).toContain('Catalogador');
  const ended = once(started, 'exit');
  started.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

test('ends by itself when whoever started it is gone', async () => {
  const { started } = await start();
  const ended = once(started, 'exit');
  started.disconnect();
  expect(await ended).toEqual([0, null]);
});
