import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { openHouse, settle } from '#test/support/house.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { childEnv } from '../support/child-env.ts';

test('four roles, two of them in one process, answer a question; one signal ends them all with code 0', async () => {
  const house = await openHouse({ roles: [], env: { LOG_LEVEL: 'info', FEED: '' } });
  const running = spawn(process.execPath, ['ops/main.ts', 'run', 'jobs', 'feed', 'bot+web'], {
    env: house.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(running, 'exit');
  let said = '';
  running.stdout.on('data', (words) => {
    said += words;
  });
  try {
    await waitUntil('all have started', () => said.includes('started'), 60_000);
    const id = await settle(house);
    const asked = house.telegram.people.send(id, '/catalog EURUSD-OTC m1 minority g2 100');
    await house.telegram.people.waitFor(
      id,
      (chat) => chat.messages.find((one) => one.id > asked && one.photo !== null) ?? null,
      30_000,
    );
    // Candles that nobody asked for: the feed's.
    const keptAssets = house.database.selectFrom('candle_chunk').select('asset_id').distinct();
    await expect.poll(async () => (await keptAssets.execute()).length, { timeout: 30_000 }).toBeGreaterThan(1);
    const startedMs = performance.now();
    running.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - startedMs).toBeLessThan(20_000);
  } finally {
    running.kill('SIGKILL');
    await house.close();
  }
}, 120_000);

test('a role that is none is told, and nothing starts', async () => {
  const { exitCode, err } = await runs(['run', 'bto']);
  expect(exitCode).toBe(2);
  expect(err).toContain('Roles are panel, web, feed, jobs, bot');
});

test('a role whose settings are wrong is told before anything starts', async () => {
  const { exitCode, err } = await runs(['run', 'bot'], { BOT_TOKEN: 'none', DATABASE_URL: 'postgres://127.0.0.1:1/x' });
  expect(exitCode).toBe(2);
  expect(err).toContain('BOT_TOKEN (not shown) is not a bot token');
});

async function runs(words: string[], env: Record<string, string> = {}): Promise<{ exitCode: unknown; err: string }> {
  const child = spawn(process.execPath, ['ops/main.ts', ...words], {
    env: { ...childEnv, APP_ENV: 'test', SEAL_KEY: Buffer.alloc(32).toString('base64'), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [err, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { exitCode, err };
}
