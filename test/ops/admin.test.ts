import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { verifyAudit } from '#io/db/audit.ts';
import { childEnv } from '../support/child-env.ts';
import { freshDatabase } from '../support/database.ts';

const { database: db, url } = await freshDatabase();
const folder = await mkdtemp(join(tmpdir(), 'catalogador-admin-'));
afterAll(() => rm(folder, { recursive: true }));

function catalogador(...words: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const main = resolve(import.meta.dirname, '../../ops/main.ts');
  const env = { ...childEnv, DATABASE_URL: url };
  return new Promise((done) => {
    execFile(process.execPath, [main, ...words], { env, cwd: folder }, (error, out, err) =>
      done({ exitCode: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

const WORD = /\n {2}((?:[A-Z2-9]{5}-){3}[A-Z2-9]{5})\n/;

test('the first owner is made on the terminal; there is none by default, and always one left', async () => {
  expect(await db.selectFrom('admin').selectAll().execute()).toEqual([]);
  const made = await catalogador('admin', 'create', 'Maria');
  expect(made.exitCode).toBe(0);
  const word = WORD.exec(made.out)?.[1] ?? '';
  expect(word).not.toBe('');
  const again = await catalogador('admin', 'create', 'maria');
  expect([again.exitCode, again.err]).toEqual([2, expect.stringContaining('There is a "maria" already')]);
  const last = await catalogador('admin', 'disable', 'maria');
  expect([last.exitCode, last.err]).toEqual([2, expect.stringContaining('is the last owner')]);

  const reset = await catalogador('admin', 'reset-2fa', 'maria');
  expect(WORD.exec(reset.out)?.[1]).not.toBe(word);
  expect((await catalogador('admin', 'create', 'joao', '--role', 'support')).exitCode).toBe(0);
  expect((await catalogador('admin', 'disable', 'joao')).out).toBe('"joao" is out.\n');
  for (const words of [
    ['disable', 'nobody'],
    ['reset-2fa', 'nobody'],
    ['create', '../x'],
    ['create', 'x', '--role', 'king'],
  ]) {
    expect((await catalogador('admin', ...words)).exitCode, words.join(' ')).toBe(2);
  }

  expect((await catalogador('admin', 'audit')).out).toMatch(/^OK: 4 acts are as they were written\./);
  const acts = await db.selectFrom('audit').select(['act', 'actor', 'subject']).orderBy('seq').execute();
  expect(acts.map(({ act, subject }) => `${act} ${subject}`)).toEqual(['invite 1', 'reset 1', 'invite 3', 'disable 3']);
  expect(acts.every(({ actor }) => actor === `cli:${userInfo().username}`)).toBe(true);
  const audit = JSON.stringify(await db.selectFrom('audit').selectAll().execute());
  expect(audit).not.toContain(word);
  expect(await verifyAudit(db)).toMatchObject({ kind: 'intact', acts: 4 });
}, 60_000);
