import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBinaries } from '#io/embedded/binaries.ts';
import { placeBinaries } from '#io/embedded/home.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#io/embedded/postgres.ts';
import { canReach } from '#io/embedded/reach.ts';
import { isAlive } from '#io/embedded/running.ts';
import { findServerUser } from '#io/embedded/server-user.ts';
import { createLog } from '#io/log.ts';

const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
const isRoot = process.getuid?.() === 0;

let root: string;
let folder: string;
let started: EmbeddedPostgres[];
let holders: ChildProcess[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'catalogador-embedded-'));
  await chmod(root, 0o755);
  folder = join(root, 'postgres');
  started = [];
  holders = [];
});

afterEach(async () => {
  for (const holder of holders) holder.kill('SIGKILL');
  for (const postgres of started) await postgres.stop();
  const link = await readlink(folder).catch(() => null);
  if (link) await rm(link, { recursive: true, force: true });
  await rm(root, { recursive: true, force: true });
});

test('data written before a stop is there after the next start', async () => {
  const first = await start();
  await query(first.url, 'create table kept (n int); insert into kept values (42)');
  await first.stop();
  expect(isAlive(first.pid())).toBe(false);

  const second = await start();
  expect(await query(second.url, 'select n from kept')).toEqual([{ n: 42 }]);
});

test('sorts and lowers text alike on every machine, in UTF-8', async () => {
  const { url } = await start();
  expect(await query(url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  expect(
    await query(url, "select datlocprovider as p, datlocale as l from pg_database where datname = 'catalogador'"),
  ).toEqual([{ p: 'b', l: 'C.UTF-8' }]);
  expect(await query(url, "select upper('ação') as word")).toEqual([{ word: 'AÇÃO' }]);
});

test('refuses a wrong password, and keeps the right one for its owner alone', async () => {
  const { url } = await start();
  const wrong = new URL(url);
  wrong.password = 'guess';
  await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);
});

test('takes another port when the preferred one is taken', async () => {
  const squatter = createServer();
  const port = await new Promise<number>((done) => {
    squatter.listen(0, '127.0.0.1', () => done((squatter.address() as { port: number }).port));
  });
  const postgres = await start(port);
  expect(postgres.port).not.toBe(port);
  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  squatter.close();
});

test('a server left running by a kill -9 of its starter is taken over, and stopped for good', async () => {
  const held = await hold();
  kill(held.holder);
  await gone(held.holder.pid ?? 0);
  expect(isAlive(held.pid)).toBe(true);

  const postgres = await start();
  expect(postgres.pid()).toBe(held.pid);
  expect(postgres.ownerPid).toBeNull();
  await postgres.stop();
  expect(isAlive(held.pid)).toBe(false);
});

test('a server whose starter still lives is borrowed, and left running', async () => {
  const held = await hold();
  const postgres = await start();
  expect(postgres.ownerPid).toBe(held.holder.pid);
  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await postgres.stop();
  expect(isAlive(held.pid)).toBe(true);
});

test('a server killed with -9 comes back on the same address with its data', async () => {
  const postgres = await start();
  await query(postgres.url, 'create table kept (n int); insert into kept values (7)');
  const before = postgres.pid();
  process.kill(before, 'SIGKILL');
  await expect
    .poll(() => query(postgres.url, 'select n from kept').catch(() => null), { timeout: 20_000 })
    .toEqual([{ n: 7 }]);
  await expect.poll(() => postgres.pid()).not.toBe(before);
});

test('a note of a server that died with the machine does not stop the next start', async () => {
  const first = await start();
  await first.stop();
  const note = [process.pid, join(folder, 'data'), '1', first.port, '', '127.0.0.1', '', 'ready'].join('\n');
  await writeFile(join(folder, 'data', 'postmaster.pid'), note);
  const second = await start();
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('an initialisation cut short is done again', async () => {
  await mkdir(join(folder, 'data.new'), { recursive: true });
  await writeFile(join(folder, 'data.new', 'PG_VERSION'), '18');
  const { url } = await start();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('data of another major version is refused with a remedy', async () => {
  const first = await start();
  await first.stop();
  await writeFile(join(folder, 'data', 'PG_VERSION'), '17\n');
  await expect(start()).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    message: expect.stringContaining('"17"'),
  });
});

test('a server that cannot start says why, in the words of its own log', async () => {
  const refused = startEmbeddedPostgres({ folder, log, settings: { shared_buffers: 'plenty' } });
  await expect(refused).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    message: expect.stringContaining('shared_buffers'),
  });
});

test('library links that npm did not make are made', async () => {
  const { folder: native } = await findBinaries();
  const links: { target: string }[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  expect(links.length).toBeGreaterThan(5);
  for (const { target } of links) expect((await lstat(join(native, '..', target))).isSymbolicLink()).toBe(true);
});

describe.skipIf(!isRoot)('started by root', () => {
  test('the server runs as somebody else', async () => {
    const postgres = await start();
    const user = await findServerUser();
    expect(user?.uid).toBeGreaterThan(0);
    const status = await readFile(`/proc/${postgres.pid()}/status`, 'utf8');
    expect(status).toMatch(new RegExp(`^Uid:\\s+${user?.uid}\\s`, 'm'));
  });

  test('under a closed 0700 home, the server and its data live where its user can reach them', async () => {
    await chmod(root, 0o700);
    const postgres = await start();
    const user = await findServerUser();
    expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await lstat(folder)).isSymbolicLink()).toBe(true);
    expect(await canReach(await readlink(folder), user)).toBe(true);
    await query(postgres.url, 'create table kept (n int); insert into kept values (1)');
    await postgres.stop();
    const again = await start();
    expect(await query(again.url, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  test('data made while the folder was open is moved when it is closed later', async () => {
    const open = await start();
    await query(open.url, 'create table kept (n int); insert into kept values (5)');
    await open.stop();
    await chmod(root, 0o700);
    const closed = await start();
    expect(await query(closed.url, 'select n from kept')).toEqual([{ n: 5 }]);
  });

  test('binaries that its user cannot reach are copied once to where it can', async () => {
    const binaries = await findBinaries();
    const hidden = join(root, 'hidden');
    await mkdir(hidden, { mode: 0o700 });
    await cp(binaries.folder, join(hidden, 'native'), { recursive: true, verbatimSymlinks: true });
    const user = await findServerUser();
    const version = `test-${process.pid}`;
    const copy = await placeBinaries({ folder: join(hidden, 'native'), version }, user);
    try {
      expect(copy).not.toContain(hidden);
      expect(await canReach(join(copy, 'bin', 'postgres'), user)).toBe(true);
      expect((await readdir(join(copy, 'lib'))).length).toBe((await readdir(join(binaries.folder, 'lib'))).length);
      expect(await placeBinaries({ folder: join(hidden, 'native'), version }, user)).toBe(copy);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });
});

async function start(port?: number): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ folder, log, ...(port === undefined ? {} : { port }) });
  started.push(postgres);
  return postgres;
}

/** A process of its own that starts the server and can be killed. */
async function hold(): Promise<{ holder: ChildProcess; pid: number }> {
  const holder = spawn(process.execPath, ['test/fixtures/hold-postgres.ts', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(holder);
  for await (const line of createInterface({ input: holder.stdout ?? process.stdin })) {
    return { holder, pid: JSON.parse(line).pid };
  }
  throw new Error('The holder ended without a word.');
}

function kill(child: ChildProcess): void {
  process.kill(child.pid ?? 0, 'SIGKILL');
}

async function gone(pid: number): Promise<void> {
  await expect.poll(() => isAlive(pid)).toBe(false);
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}
