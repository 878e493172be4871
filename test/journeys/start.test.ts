import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from '#io/embedded/running.ts';
import { childEnv } from '../support/child-env.ts';

interface Note {
  readonly name: string;
  readonly event: string;
  readonly pid: number;
  readonly env: { readonly DATABASE_URL: string; readonly BOT_TOKEN: string; readonly WEB_PORT: string };
}

let folder: string;
let diary: string;
let houses: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogador-start-'));
  await chmod(folder, 0o711);
  diary = join(folder, 'diary');
  houses = [];
});

afterEach(async () => {
  for (const { pid } of await readDiary()) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  for (const house of houses) house.kill('SIGKILL');
  const server = await serverPid();
  if (server && isAlive(server)) process.kill(server, 'SIGKILL');
  await expect.poll(() => server !== null && isAlive(server), { timeout: 5_000 }).toBe(false);
  await rm(folder, { recursive: true, force: true });
});

test('one screen names the addresses; Ctrl-C ends all, the bot first and the database last', async () => {
  const house = open(['web', 'jobs', 'bot']);
  const screen = await house.until('Ctrl-C');
  expect(screen).toMatch(/Catalogador is ready \(\d+\.\d s\)/);
  expect(screen).toContain('http://127.0.0.1:1/chat');
  expect(screen).toMatch(/Database +postgres:\/\/catalogador@127\.0\.0\.1:\d+\/catalogador/);
  expect(screen).toContain('node 26.');

  const born = await readDiary();
  expect(born[0]?.name).toBe('simulators');
  const bot = born.find(({ name }) => name === 'bot');
  expect(bot?.env.BOT_TOKEN).toBe('simulated');
  expect(await countTables(bot?.env.DATABASE_URL ?? '')).toBeGreaterThan(10);
  const server = await serverPid();

  house.child.kill('SIGINT');
  expect(await house.exit).toBe(0);
  const asked = (await readDiary()).filter(({ event }) => event === 'asked to end').map(({ name }) => name);
  expect(asked).toEqual(['bot', 'jobs', 'web', 'simulators']);
  for (const { pid } of born) expect(isAlive(pid)).toBe(false);
  expect(isAlive(server ?? 0)).toBe(false);
});

test('a process that is killed comes back, the others stay', async () => {
  const house = open(['web', 'bot']);
  await house.until('Ctrl-C');
  const [first] = await born('bot');
  process.kill(first?.pid ?? 0, 'SIGKILL');
  await expect.poll(() => born('bot'), { timeout: 10_000 }).toHaveLength(2);
  expect(await born('web')).toHaveLength(1);
  house.child.kill('SIGTERM');
  expect(await house.exit).toBe(0);
  for (const { pid } of await readDiary()) expect(isAlive(pid)).toBe(false);
});

test('when the supervisor itself is killed, the processes end, and the next start takes the database over', async () => {
  const house = open(['bot']);
  await house.until('Ctrl-C');
  const server = await serverPid();
  house.child.kill('SIGKILL');
  await house.exit;
  for (const { pid } of await readDiary()) await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
  expect(isAlive(server ?? 0)).toBe(true);

  const next = open(['bot']);
  await next.until('Ctrl-C');
  expect(await serverPid()).toBe(server);
  next.child.kill('SIGINT');
  expect(await next.exit).toBe(0);
  expect(isAlive(server ?? 0)).toBe(false);
});

test('when npm is killed, the house does not outlive it', async () => {
  const { HOME } = process.env;
  const env = { ...childEnv, HOME, DATA_FOLDER: folder, HOUSE_DIARY: diary, npm_command: 'exec' };
  const words = [process.execPath, 'test/fixtures/house/run.ts', 'bot'].join(' ');
  const shell = spawn('sh', ['-c', `${words}; exit`], { env, stdio: 'ignore' });
  houses.push(shell);
  await expect.poll(() => born('bot'), { timeout: 20_000 }).toHaveLength(1);
  const server = (await serverPid()) ?? 0;
  shell.kill('SIGKILL');
  await expect.poll(() => isAlive(server), { timeout: 10_000 }).toBe(false);
  for (const { pid } of await readDiary()) expect(isAlive(pid)).toBe(false);
});

test('a second start in the same folder is refused and disturbs nobody', async () => {
  const house = open(['bot']);
  await house.until('Ctrl-C');
  const second = open(['bot']);
  expect(await second.exit).not.toBe(0);
  expect(await second.said).toMatch(new RegExp(`Process ${house.child.pid} already uses the data`));
  expect(await born('bot')).toHaveLength(1);
  house.child.kill('SIGINT');
  expect(await house.exit).toBe(0);
});

test('a process that never gets ready fails the start and leaves nothing behind', async () => {
  const house = open(['web', 'bot:stillborn']);
  expect(await house.exit).not.toBe(0);
  expect(await house.said).toContain('The "bot" process ended with "3" before it was ready.');
  for (const { pid } of await readDiary()) expect(isAlive(pid)).toBe(false);
  expect(await serverPid()).toBeNull();
});

test('a deaf process is killed in the end, within 20 s', async () => {
  const house = open(['bot:deaf']);
  await house.until('Ctrl-C');
  const startedMs = performance.now();
  house.child.kill('SIGTERM');
  expect(await house.exit).toBe(0);
  expect(performance.now() - startedMs).toBeLessThan(20_000);
  for (const { pid } of await readDiary()) expect(isAlive(pid)).toBe(false);
});

test('a second Ctrl-C ends all at once', async () => {
  const house = open(['bot:deaf']);
  await house.until('Ctrl-C');
  const server = (await serverPid()) ?? 0;
  house.child.kill('SIGINT');
  await house.until('Ending');
  const insist = () => {
    house.child.kill('SIGINT');
    return house.child.exitCode;
  };
  await expect.poll(insist, { interval: 200, timeout: 5_000 }).toBe(130);
  for (const { pid } of await readDiary()) await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
  await expect.poll(() => isAlive(server), { timeout: 5_000 }).toBe(false);
});

test('a wrong setting is told before anything starts', async () => {
  const house = open(['bot'], { LOG_LEVEL: 'loud', WEB_PORT: 'x' });
  expect(await house.exit).not.toBe(0);
  expect(await house.said).toContain('2 settings are wrong:');
  expect(await readDiary()).toEqual([]);
  expect(await serverPid()).toBeNull();
});

test('the screen is in Portuguese where the terminal is', async () => {
  const house = open(['bot'], { LANG: 'pt_BR.UTF-8' });
  expect(await house.until('Ctrl-C')).toMatch(/O Catalogador está pronto \(\d+,\d s\)/);
  house.child.kill('SIGINT');
  expect(await house.exit).toBe(0);
});

function open(roles: string[], more: NodeJS.ProcessEnv = {}) {
  const { HOME } = process.env;
  const child = spawn(process.execPath, ['test/fixtures/house/run.ts', ...roles], {
    env: { ...childEnv, HOME, LANG: 'en_US.UTF-8', DATA_FOLDER: folder, HOUSE_DIARY: diary, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  houses.push(child);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const exit = new Promise<number | null>((done) => child.once('close', done));
  const until = async (words: string) => {
    await expect.poll(() => output, { timeout: 20_000 }).toContain(words);
    return output;
  };
  return { child, exit, until, said: text(child.stderr) };
}

async function readDiary(): Promise<Note[]> {
  const lines = (await readFile(diary, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

async function born(role: string): Promise<Note[]> {
  return (await readDiary()).filter(({ name, event }) => name === role && event === 'born');
}

async function serverPid(): Promise<number | null> {
  const note = await readFile(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(note.split('\n')[0]) || null;
}

async function countTables(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    "select count(*)::int as n from pg_tables where schemaname in ('public', 'bullmq')",
  );
  await client.end();
  return rows[0].n;
}
