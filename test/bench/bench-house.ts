import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { LIFTED } from '../support/plans.ts';

/** The whole product as `npm start` runs it, in a folder of its own. */
export interface BenchHouse {
  readonly chatUrl: string;
  readonly webUrl: string;
  /** The process that started the others. */
  readonly pid: number;
  /** The first process of the embedded PostgreSQL. */
  readonly databasePid: number;
  /** From the command to the screen: in an empty folder, and the second time. */
  readonly readyMs: { readonly first: number; readonly second: number };
  close(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../../ops/main.ts', import.meta.url));
const READY_MS = 60_000;
/** A bench asks faster than people do. */
const WITHOUT_LIMITS = { HEAVY_PER_MINUTE: '10000', LIGHT_PER_MINUTE: '10000' };

/** Starts it twice, so that nothing is done for the first time. Errors: what it printed, when it does not get ready. */
export async function openBenchHouse(): Promise<BenchHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'catalogador-bench-'));
  await chmod(folder, 0o711);
  const children: ChildProcess[] = [];
  const close = async () => {
    await Promise.all(children.map(end));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const first = await startIn(folder, children);
    await end(first.child);
    await liftQuota(folder);
    const { child, screen, readyMs } = await startIn(folder, children);
    return {
      chatUrl: addressIn(screen, 'Chat page'),
      webUrl: addressIn(screen, 'Web'),
      pid: child.pid ?? 0,
      databasePid: await readServerPid(folder),
      readyMs: { first: first.readyMs, second: readyMs },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Nor does a bench stop at what people may ask in a day. */
async function liftQuota(folder: string): Promise<void> {
  const file = join(folder, 'free.json');
  await writeFile(file, JSON.stringify({ rank: 0, isSold: false, prices: {}, limits: LIFTED }));
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, DATA_FOLDER: folder };
  await promisify(execFile)(process.execPath, [MAIN, 'plan', 'publish', 'free', '--file', file], { cwd: folder, env });
}

async function startIn(folder: string, children: ChildProcess[]) {
  const startMs = performance.now();
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN, 'start'], {
    // Neither the caller's settings nor their .env: a bench must never talk to a real Telegram.
    cwd: folder,
    env: { PATH, HOME, LANG: 'en_US.UTF-8', LOG_LEVEL: 'warn', DATA_FOLDER: folder, ...WITHOUT_LIMITS },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return { child, screen: await readScreen(child), readyMs: performance.now() - startMs };
}

async function readScreen({ stdout }: ChildProcess): Promise<string> {
  let text = '';
  const late = AbortSignal.timeout(READY_MS);
  return await new Promise((done, fail) => {
    const notReady = () => fail(new Error(`The house did not get ready:\n${text}`));
    late.addEventListener('abort', notReady, { once: true });
    stdout?.once('end', notReady).on('data', (chunk) => {
      text += chunk;
      if (text.includes('Ctrl-C')) done(text);
    });
  });
}

function addressIn(screen: string, name: string): string {
  const address = new RegExp(`^ *${name} +(http\\S+)`, 'm').exec(screen)?.[1];
  if (address === undefined) throw new Error(`No "${name}" on the screen:\n${screen}`);
  return address.replace(/\/+$/, '');
}

async function readServerPid(folder: string): Promise<number> {
  const note = await readFile(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8');
  return Number(note.split('\n')[0]);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
