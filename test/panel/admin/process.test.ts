import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyPort } from '#io/embedded/port.ts';
import { openPanel, type Panel } from '#test/support/panel.ts';
import { childEnv } from '../../support/child-env.ts';

let panel: Panel;
beforeAll(async () => {
  panel = await openPanel();
});
afterAll(() => panel.close());

function run(words: readonly string[], env: Record<string, string>) {
  return spawn(process.execPath, words, {
    env: { ...childEnv, LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const key = randomBytes(32).toString('base64');

test('as a role it needs its own settings and no others, and ends in order', async () => {
  const port = String(await anyPort());
  const env = { PANEL_DATABASE_URL: panel.panelUrl, PANEL_KEY: key, PANEL_PORT: port };
  const child = run(['ops/main.ts', 'run', 'panel'], env);
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const door = `http://127.0.0.1:${port}/login`;
  await expect
    .poll(() =>
      fetch(door).then(
        ({ status }) => status,
        () => null,
      ),
    )
    .toBe(200);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect([code, (await said).join('')]).toEqual([0, expect.stringContaining('ended')]);
});

test('with a role that sees sealed sessions it does not start', async () => {
  const child = run(['panel/admin/main.ts'], { PANEL_DATABASE_URL: panel.databaseUrl, PANEL_KEY: key });
  const said = text(child.stdout);
  const [code] = await once(child, 'exit');
  expect([code, await said]).toEqual([1, expect.stringContaining('may read sealed sessions')]);
});

test('without its settings it says which, and in production it makes no key by itself', async () => {
  const child = run(['panel/admin/main.ts'], { APP_ENV: 'production' });
  const said = text(child.stderr);
  const [code] = await once(child, 'exit');
  const words = await said;
  expect(code).toBe(1);
  for (const name of ['PANEL_DATABASE_URL', 'PANEL_KEY', 'PANEL_URL']) expect(words).toContain(name);
});

test('it shares a process with nobody', async () => {
  const child = run(['ops/main.ts', 'run', 'bot+panel'], {});
  const said = text(child.stderr);
  const [code] = await once(child, 'exit');
  expect([code, await said]).toEqual([2, expect.stringContaining('a process of its own')]);
});
