import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '#engine/index.ts';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import { saveLink } from '#io/db/links.ts';
import { openAssets } from '#io/market/assets.ts';
import { createSeal } from '#io/seal.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { childEnv } from '../support/child-env.ts';
import { freshDatabase } from '../support/database.ts';
import { storedCandles } from '../support/feed.ts';

const { database: db, url } = await freshDatabase();
const broker = await startBrokerSimulator({ seed: 5, assets: 6 });
const sealKey = randomBytes(32);
const env = {
  ...childEnv,
  APP_ENV: 'test',
  LOG_LEVEL: 'debug',
  DATABASE_URL: url,
  BOT_TOKEN: `123456789:${'A'.repeat(35)}`,
  POLARIUM_API_URL: broker.apiUrl,
  POLARIUM_WS_URL: broker.webSocketUrl,
  SEAL_KEY: sealKey.toString('base64'),
  PICTURE_THREADS: '1',
  FEED_REQUESTS_PER_SECOND: '50',
};
const children: ChildProcess[] = [];
const output: string[] = [];
afterAll(async () => {
  for (const child of children) await end(child, 'SIGTERM');
  await broker.close();
});

async function startJobs(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['jobs/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => output.push(String(part)));
  children.push(child);
  const isReady = await Promise.race([once(child, 'message').then(() => true), once(child, 'exit').then(() => false)]);
  if (!isReady) throw new Error(`jobs did not start:\n${output.join('')}`);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function link(telegramId: number): Promise<void> {
  const polarium = createPolarium({
    apiUrl: broker.apiUrl,
    webSocketUrl: broker.webSocketUrl,
    platformId: 82,
    requestTimeoutSeconds: 5,
  });
  const outcome = await polarium.login({ identifier: `p${telegramId}@trader.test`, password: 'polarium' });
  if (outcome.kind !== 'in') throw new Error(outcome.kind);
  await meetPerson(db, { telegramId, firstName: 'Ana', language: 'pt' });
  const row = { telegramId, brokerUserId: '1', displayName: 'Ana', sessionToken: outcome.sessionToken };
  await saveLink(db, { ...row, nowMs: Date.now(), seal: createSeal(sealKey) });
}

const snapshots = async () => {
  const rows = await db.selectFrom('ranking_snapshot').select(['candles_until', 'computed_at']).execute();
  return rows.map((row) => row.computed_at.getTime());
};

const followed = () => broker.log.count('subscribe candle-generated');

/** Processes that hold or wait for the feed, by what PostgreSQL sees. */
async function leaseHolders(): Promise<number> {
  const rows = await db
    .selectFrom('pg_stat_activity' as never)
    .select('pid' as never)
    .where('application_name' as never, '=', 'lease feed' as never)
    .execute();
  return rows.length;
}

test('of two processes one feeds; when it is killed the other goes on, and the store is as the broker says', async () => {
  const first = await startJobs();
  // Nobody is linked: nothing is asked, and nobody complains.
  expect(broker.log.counts()).toEqual({});
  await link(1);
  await expect.poll(snapshots, { timeout: 30_000 }).not.toEqual([]);
  const second = await startJobs();
  await expect.poll(leaseHolders, { timeout: 10_000 }).toBe(2);
  const watched = (await openAssets(db, 50)).length;
  await expect.poll(followed, { timeout: 10_000 }).toBe(watched);
  const [asked, before] = [broker.log.count('get-candles'), Math.max(...(await snapshots()))];

  await end(first, 'SIGKILL');
  const killedMs = Date.now();
  await expect
    .poll(async () => Math.max(...(await snapshots())), { timeout: 30_000 })
    .toBeGreaterThan(Math.max(before, killedMs - 1));
  expect(broker.log.count('get-candles')).toBeGreaterThan(asked);
  const toMs = Math.floor(killedMs / MINUTE_MS) * MINUTE_MS - MINUTE_MS;
  for (const { id, ticker } of await openAssets(db, 50)) {
    const range = { fromMs: toMs - DAY_MS, toMs };
    const stored = await storedCandles(db, { assetId: id, ...range });
    expect(stored).toEqual(broker.truth(ticker, { timeframeSeconds: 60, ...range }));
  }
  await expect.poll(followed, { timeout: 10_000 }).toBe(2 * watched);
  expect(second.exitCode).toBeNull();
  expect(output.join('')).not.toMatch(/"level":"error"| ERROR /);
  await end(second, 'SIGTERM');
  expect(second.exitCode).toBe(0);
  await expect.poll(leaseHolders).toBe(0);
}, 90_000);
