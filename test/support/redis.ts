import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll } from 'vitest';
import { anyPort } from '#io/embedded/port.ts';

const isInstalled = spawnSync('redis-server', ['--version']).status === 0;
if (!isInstalled && process.env.CI === 'true')
  throw new Error('No redis-server here; install Debian\'s "redis-server".');

/** For describe.skipIf and test.skipIf: says which tests are left out, and why. */
export function withoutRedis(what: string): boolean {
  if (!isInstalled) console.warn(`Left out: ${what}. No redis-server is installed.`);
  return !isInstalled;
}

export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  /** Starts it again on the same port and with what its disk holds, after `kill`. */
  start(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** All that it knows is gone. */
  empty(): Promise<void>;
  /** It takes connections and answers nobody, until `resume`. */
  hang(): void;
  resume(): void;
  configure(setting: string, value: string): Promise<void>;
  stop(): Promise<void>;
}

/** A Redis for one test file, gone after it: `const redis = await freshRedis();` Call it only where one is installed. */
export async function freshRedis(): Promise<TestRedis> {
  const redis = await startRedis();
  afterAll(redis.stop);
  return redis;
}

/** A private Redis as production wants it: it writes down all it is told, and throws nothing away. */
export async function startRedis(settings: Readonly<Record<string, string>> = {}): Promise<TestRedis> {
  // Between asking for a port and taking it another test may have taken it.
  return startOn(await anyPort(), settings).catch(async () => startOn(await anyPort(), settings));
}

async function startOn(port: number, settings: Readonly<Record<string, string>>): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'catalogador-redis-'));
  const url = `redis://127.0.0.1:${port}`;
  const asked = { port: String(port), bind: '127.0.0.1', dir: folder, appendonly: 'yes', save: '', ...settings };
  const words = Object.entries(asked).flatMap(([name, value]) => [`--${name}`, value]);
  let server: ChildProcess | null = null;

  async function start(): Promise<void> {
    server = spawn('redis-server', words, { stdio: 'ignore' });
    await answers(url, server);
  }

  async function kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (server === null || isOver(server)) return;
    const gone = once(server, 'exit');
    server.kill('SIGCONT');
    server.kill(signal);
    await gone;
  }

  async function command(...[name = '', ...values]: string[]): Promise<void> {
    const client = new Redis(url, { maxRetriesPerRequest: 0 });
    await client.call(name, ...values).finally(() => client.disconnect());
  }

  async function stop(): Promise<void> {
    await kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }

  await start();
  return {
    url,
    start,
    kill,
    empty: () => command('FLUSHALL'),
    hang: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    configure: (setting, value) => command('CONFIG', 'SET', setting, value),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  const endMs = performance.now() + 10_000;
  for (;;) {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
    client.on('error', () => {});
    const info = await client.info('server').catch(() => '');
    client.disconnect();
    if (info.includes(`process_id:${server.pid}\r`)) return;
    if (isOver(server) || performance.now() > endMs) throw new Error(`There is no Redis of ours at "${url}".`);
    await sleep(20);
  }
}

function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
