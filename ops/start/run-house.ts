import { readFile } from 'node:fs/promises';
import type { House } from './house.ts';
import { drawScreen } from './screen.ts';
import { wordsFor } from './words.ts';

export interface RunOptions {
  readonly house: House;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (text: string) => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm hands a Ctrl-C on that the terminal sent to everybody already: such an echo is no second wish. */
const ECHO_MS = 1_000;
const PARENT_WATCH_MS = 500;

/**
 * The life of the house: open, show the screen, wait for the wish to end, close. A second wish ends it at once.
 *
 * Errors: why it could not open; everything it had started is ended by then.
 */
export async function runHouse({ house, env, print }: RunOptions): Promise<void> {
  const words = wordsFor(env);
  const startedMs = performance.now();
  const wish = listenForEnd({
    // npm and npx put a shell between us and them, and it hands no signal on.
    withParent: env.npm_command !== undefined,
    onInsisting: () => {
      house.kill();
      process.exit(130);
    },
  });
  try {
    const addresses = await Promise.race([house.open(), wish]);
    if (addresses) {
      const seconds = (performance.now() - startedMs) / 1000;
      print(drawScreen({ addresses, seconds, versions: await readVersions(), words }));
      await wish;
    }
    print(`\n${words.ending}\n`);
  } finally {
    await house.close();
  }
  print(`${words.ended}\n`);
}

interface EndOptions {
  /** Whether the end of the process that started us is such a wish, too. */
  readonly withParent: boolean;
  /** Called at a later signal that is no echo of the first. */
  readonly onInsisting: () => void;
}

/** Settles at the first wish to end. */
function listenForEnd({ withParent, onInsisting }: EndOptions): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let firstMs: number | null = null;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (firstMs !== null && performance.now() - firstMs > ECHO_MS) onInsisting();
      firstMs ??= performance.now();
      resolve();
    });
  }
  const parent = process.ppid;
  if (withParent) setInterval(() => process.ppid !== parent && resolve(), PARENT_WATCH_MS).unref();
  return promise;
}

async function readVersions(): Promise<Record<string, string>> {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  return { catalogador: version, node: process.versions.node };
}
