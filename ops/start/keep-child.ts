import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppError } from '#engine/index.ts';
import type { Log } from '#io/log.ts';

/** One process of the house. */
export interface ChildSpec {
  readonly name: string;
  /** Its main file, from the root of the checkout. */
  readonly file: string;
  readonly words?: readonly string[];
  /** Of the environment it gets these alone; default all. */
  readonly variables?: readonly string[];
  /** For Node itself. */
  readonly flags?: readonly string[];
  /** How many roles in it say that they are ready; default one. */
  readonly readyWords?: number;
}

export interface KeepOptions {
  readonly spec: ChildSpec;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
}

/** What a child says when it is ready. Anything beside the word is for whoever started it. */
export type ReadyMessage = { readonly ready: true } & Readonly<Record<string, unknown>>;

export interface KeptChild {
  /** Settles at its first ready word; refused when it ends before that. */
  readonly ready: Promise<ReadyMessage>;
  /** Its process now; null between two lives. */
  pid(): number | null;
  /** Asks it to end, insists when it has not by then. */
  stop(patienceMs: number): Promise<void>;
  /** At once, with everything it started. */
  kill(): void;
}

/** Otherwise glibc keeps what threads and pictures gave back, in case they want it again. */
const LEAN_MALLOC = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '262144', MALLOC_TRIM_THRESHOLD_: '262144' };

const ROOT = new URL('../../', import.meta.url);
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** Who lived this long did not die of its start. */
const HEALTHY_MS = 10_000;

/** Starts a process and starts it again whenever it dies, waiting longer each time it dies young. */
export function keepChild({ spec, env, log }: KeepOptions): KeptChild {
  const ready = Promise.withResolvers<ReadyMessage>();
  const stopped = Promise.withResolvers<void>();
  let child: ChildProcess | null = null;
  let again: NodeJS.Timeout | undefined;
  let isStopping = false;
  let wasReady = false;
  let readyWords = 0;
  let deathsInYouth = 0;

  const launch = (): void => {
    const bornMs = performance.now();
    readyWords = 0;
    child = fork(fileURLToPath(new URL(spec.file, ROOT)), spec.words ?? [], {
      env: { ...LEAN_MALLOC, ...environmentOf(spec, env) },
      execArgv: [...process.execArgv, ...(spec.flags ?? [])],
      // A Ctrl-C at the terminal is for us, who end the others in order.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', (message) => {
      if (!isReady(message)) return;
      readyWords += 1;
      if (readyWords < (spec.readyWords ?? 1)) return;
      wasReady = true;
      ready.resolve(message);
    });
    child.on('error', (error) => log.error({ err: error, child: spec.name }, 'process in trouble'));
    child.once('exit', (code, signal) => {
      child = null;
      if (isStopping) return stopped.resolve();
      if (!wasReady) return ready.reject(endedEarly(spec, code ?? signal));
      deathsInYouth = performance.now() - bornMs > HEALTHY_MS ? 0 : deathsInYouth + 1;
      const pauseMs = pauseAfter(deathsInYouth);
      log.warn({ child: spec.name, code, signal, pauseMs }, 'process ended by itself; starting it again');
      again = setTimeout(launch, pauseMs);
    });
  };
  launch();

  const kill = () => {
    isStopping = true;
    if (child?.pid) killGroup(child.pid);
  };
  return {
    ready: ready.promise,
    pid: () => child?.pid ?? null,
    kill,
    stop: async (patienceMs) => {
      isStopping = true;
      clearTimeout(again);
      if (child === null) return;
      child.kill('SIGTERM');
      const insist = setTimeout(() => {
        log.warn({ child: spec.name, patienceMs }, 'process did not end in time; killed');
        kill();
      }, patienceMs);
      await stopped.promise;
      clearTimeout(insist);
    },
  };
}

function environmentOf({ variables }: ChildSpec, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (variables === undefined) return env;
  return Object.fromEntries(variables.map((name) => [name, env[name]]));
}

/** 0.5 s, doubling, up to 10 s. */
export function pauseAfter(deathsInYouth: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, deathsInYouth - 1));
}

function isReady(message: unknown): message is ReadyMessage {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true;
}

function endedEarly(spec: ChildSpec, how: number | string | null): AppError {
  return new AppError('INTERNAL', {
    message: `The "${spec.name}" process ended with "${how}" before it was ready.`,
    remedy: 'Its own words stand above.',
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
