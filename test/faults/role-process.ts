import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { pauseAfter } from '#ops/start/keep-child.ts';
import { waitUntil } from '../support/wait-until.ts';

/** How a life of a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly atMs: number;
}

/** One role, kept alive as whoever runs the product keeps it: it is started again whenever it ends by itself. */
export interface RoleProcess {
  readonly role: string;
  readonly pid: number | null;
  readonly exits: readonly Exit[];
  /** Sends a signal to the present life. */
  signal(signal: NodeJS.Signals): void;
  /** Ends this life and resolves when it is over; the next one begins by itself. */
  kill(signal?: NodeJS.Signals): Promise<Exit>;
  /** A life that is ready has begun. */
  ready(timeoutMs?: number): Promise<void>;
  /** Ends for good. */
  stop(signal?: NodeJS.Signals): Promise<Exit | null>;
}

export interface RoleOptions {
  readonly role: string;
  readonly env: Readonly<Record<string, string>>;
  /** Only the first life has these: a failpoint that should strike once. */
  readonly firstLifeEnv?: Readonly<Record<string, string>>;
  /** Of the checkout that is run; default this one. */
  readonly root?: string;
  /** Words that go before the program, as in `faketime`. */
  readonly through?: readonly string[];
  readonly onOutput: (text: string) => void;
}

const READY_MS = 30_000;
const HEALTHY_MS = 10_000;

export function keepRole(options: RoleOptions): RoleProcess {
  const { role, env, root, onOutput } = options;
  const exits: Exit[] = [];
  let child: ChildProcess | null = null;
  let isReady = false;
  let isStopping = false;
  let again: NodeJS.Timeout | undefined;
  let deathsInYouth = 0;

  function launch(): void {
    const bornMs = performance.now();
    const firstLifeEnv = exits.length === 0 ? options.firstLifeEnv : undefined;
    const [program = process.execPath, ...words] = [...(options.through ?? []), process.execPath, `${role}/main.ts`];
    const born = spawn(program, words, {
      env: { ...env, ...firstLifeEnv },
      ...(root === undefined ? {} : { cwd: root }),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child = born;
    isReady = false;
    for (const stream of [born.stdout, born.stderr]) stream?.on('data', (text) => onOutput(`[${role}] ${text}`));
    born.on('message', () => {
      isReady = true;
    });
    born.once('exit', (code, signal) => {
      exits.push({ code, signal, atMs: performance.now() });
      child = null;
      isReady = false;
      if (isStopping) return;
      deathsInYouth = performance.now() - bornMs > HEALTHY_MS ? 0 : deathsInYouth + 1;
      again = setTimeout(launch, pauseAfter(deathsInYouth));
    });
  }
  launch();

  async function end(signal: NodeJS.Signals): Promise<Exit | null> {
    if (child === null) return exits.at(-1) ?? null;
    const gone = once(child, 'exit');
    child.kill(signal);
    // Whoever is stopped hears nothing but SIGKILL.
    child.kill('SIGCONT');
    await gone;
    return exits.at(-1) ?? null;
  }

  return {
    role,
    get pid() {
      return child?.pid ?? null;
    },
    exits,
    signal: (signal) => void child?.kill(signal),
    async kill(signal = 'SIGKILL') {
      const exit = await end(signal);
      if (exit === null) throw new Error(`"${role}" has not lived yet.`);
      return exit;
    },
    ready: (timeoutMs = READY_MS) => waitUntil(`"${role}" is ready`, () => isReady, timeoutMs),
    async stop(signal = 'SIGTERM') {
      isStopping = true;
      clearTimeout(again);
      return end(signal);
    },
  };
}
