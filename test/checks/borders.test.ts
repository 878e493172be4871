import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOMS = ['engine', 'io', 'bot', 'panel', 'jobs', 'ops', 'migrations', 'test'];

/** A lawful little house, so that every line planted below has something to point at. */
const HOUSE: Record<string, string> = {
  'engine/index.ts': "export * from './candle.ts';",
  'engine/candle.ts': 'export const candle = 1;',
  'io/context.ts': "import '#io/broker/polarium/client.ts'; export const context = 1;",
  'io/db/users.ts': "import type { candle } from '#engine/index.ts'; import 'pg'; export type A = typeof candle;",
  'io/broker/polarium/client.ts': "import '../../db/users.ts'; export const client = 1;",
  'bot/main.ts': "import '#io/context.ts'; import './views/catalog.ts';",
  'bot/views/catalog.ts': "import '#engine/index.ts'; export const view = 1;",
  'panel/main.ts': "import '#io/context.ts';",
  'jobs/main.ts': "import '#bot/views/catalog.ts';",
  'ops/main.ts': "import 'commander';",
  'migrations/0001.ts': "import { sql } from 'kysely'; export const up = () => sql;",
  'test/catalog.test.ts': "import '#engine/candle.ts'; import 'vitest';",
};

/** A rule, a file, and a line that it must not allow there. */
const PLANTED: [string, string, string][] = [
  ['engine-is-alone', 'engine/planted.ts', "import 'node:fs';"],
  [
    'engine-is-alone',
    'engine/planted.ts',
    "import type { context } from '#io/context.ts'; export type T = typeof context;",
  ],
  ['engine-is-alone', 'engine/planted.ts', "import 'zod';"],
  ['engine-has-one-door', 'bot/planted.ts', "import '#engine/candle.ts';"],
  ['engine-has-one-door', 'bot/planted.ts', "export type { candle } from '../engine/candle.ts';"],
  ['io-knows-no-room-above', 'io/planted.ts', "await import('#bot/main.ts');"],
  ['io-context-is-for-doors', 'io/planted.ts', "import './context.ts';"],
  ['bot-knows-io-and-engine', 'bot/planted.ts', "import '#jobs/main.ts';"],
  ['words-know-only-the-engine', 'bot/views/planted.ts', "import '#io/db/users.ts';"],
  ['panel-knows-io-and-engine', 'panel/planted.ts', "import '#bot/views/catalog.ts';"],
  ['jobs-know-io-engine-and-words', 'jobs/planted.ts', "import '#bot/main.ts';"],
  ['ops-starts-processes', 'ops/planted.ts', "import '#jobs/main.ts';"],
  ['migrations-know-only-kysely', 'migrations/planted.ts', "import '#engine/index.ts';"],
  ['migrations-know-only-kysely', 'migrations/planted.ts', "import 'node:fs';"],
  ['test-is-seen-by-nobody', 'ops/planted.ts', "import '#test/catalog.test.ts';"],
  ['broker-by-its-contract', 'jobs/planted.ts', "import '#io/broker/polarium/client.ts';"],
  ['no-circles', 'jobs/planted.ts', "import './planted.ts'; import './other.ts';"],
  ['nothing-missing', 'jobs/planted.ts', "import '#io/nowhere.ts';"],
  ['packages-are-listed', 'jobs/planted.ts', "import 'fast-check';"],
  ['packages-are-listed', 'jobs/planted.ts', "import 'vite';"],
];

let house: string;

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'catalogador-borders-'));
  await symlink(resolve('node_modules'), join(house, 'node_modules'));
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.mjs']) await cp(file, join(house, file));
  for (const [file, text] of Object.entries(HOUSE)) await build(file, text);
});
afterAll(() => rm(house, { recursive: true }));

test('a lawful house passes', async () => {
  const { exitCode, output } = await cruise();
  expect(output).toContain('no dependency violations found');
  expect(exitCode).toBe(0);
});

test.each(PLANTED)('%s: not in %s: %s', async (rule, file, line) => {
  if (rule === 'no-circles') await build('jobs/other.ts', "import './planted.ts';");
  await build(file, line);
  const { exitCode, output } = await cruise();
  await rm(join(house, file));
  await rm(join(house, 'jobs/other.ts'), { force: true });
  expect(output).toContain(`error ${rule}: ${file}`);
  expect(exitCode).toBeGreaterThan(0);
});

test('an import in the shadow of a `using` is seen', async () => {
  await build('jobs/planted.ts', "export async function f() { await using stack = await import('#bot/main.ts'); }");
  const { output } = await cruise();
  await rm(join(house, 'jobs/planted.ts'));
  expect(output).toContain('error jobs-know-io-engine-and-words: jobs/planted.ts');
});

async function build(file: string, text: string): Promise<void> {
  await mkdir(join(house, dirname(file)), { recursive: true });
  await writeFile(join(house, file), text);
}

function cruise(): Promise<{ exitCode: number; output: string }> {
  const command = resolve('node_modules/.bin/depcruise');
  return new Promise((done) => {
    execFile(
      process.execPath,
      [command, '--config', '.dependency-cruiser.mjs', ...ROOMS],
      { cwd: house },
      (error, out, err) =>
        done({ exitCode: error ? Number(error.code) : 0, output: stripVTControlCharacters(out + err) }),
    );
  });
}
