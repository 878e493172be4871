import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { childEnv } from '../support/child-env.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogador-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('help and version end well and name the commands', async () => {
  const help = await catalogador(['--help']);
  expect(help.exitCode).toBe(0);
  for (const command of ['start', 'catalog', 'import', 'migrate'])
    expect(help.out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  expect(await catalogador(['--version'])).toMatchObject({ exitCode: 0, out: '0.1.0\n' });
});

test('a wrong word is told in four lines, exit 2', async () => {
  const { exitCode, out, err } = await catalogador(['catalgo', '--x']);
  expect(exitCode).toBe(2);
  expect(out).toBe('');
  expect(err.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^Error: unknown command 'catalgo'/),
    '  While: catalogador catalgo --x',
    '  Help: The command or one of its options is not one we know.',
    '  See: catalogador --help',
  ]);
});

test('a database that is not there is told in four lines, exit 1', async () => {
  const { exitCode, err } = await catalogador(['migrate'], { DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/x' });
  expect(exitCode).toBe(1);
  expect(err).toMatch(/^Error: .*ECONNREFUSED.*\n {2}While: .*\n {2}Help: .*\n {2}See: .*\n$/);
  expect(err).not.toContain('hunter2');
});

test('migrate brings a database up to date, and says so', async () => {
  const { exitCode, out } = await catalogador(['migrate'], { DATABASE_URL: inject('databaseUrl') });
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^(Ran 0001-people-and-messages, |Nothing to do\.)/);
});

test('the command of the package runs the same door', async () => {
  const { exitCode, out } = await run([resolve('ops/catalogador.js'), '--version']);
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: '0.1.0\n' });
});

test('on a Node that cannot read TypeScript it hands over to the Node that came with the install', async () => {
  // What such a Node looks like to the command: no feature, the rest as it is.
  const blind = 'data:text/javascript,delete process.features.typescript';
  const { exitCode, out } = await run(['--import', blind, resolve('ops/catalogador.js'), 'catalgo']);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
});

function catalogador(words: string[], env: NodeJS.ProcessEnv = {}) {
  return run([resolve('ops/main.ts'), ...words], env);
}

function run(words: string[], more: NodeJS.ProcessEnv = {}): Promise<{ exitCode: number; out: string; err: string }> {
  const { HOME } = process.env;
  const env = { ...childEnv, HOME, ...more };
  return new Promise((done) => {
    execFile(process.execPath, words, { cwd: folder, env }, (error, out, err) =>
      done({ exitCode: error ? Number(error.code) : 0, out, err }),
    );
  });
}
