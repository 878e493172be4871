import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readSessionToken } from '#io/db/link-sessions.ts';
import { saveLink } from '#io/db/links.ts';
import { createSeal } from '#io/seal.ts';
import { freshDatabase } from '#test/support/database.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { childEnv } from '../support/child-env.ts';

const { database: db, url } = await freshDatabase();
const [OLD, NEW] = [randomBytes(32), randomBytes(32)];
const run = promisify(execFile);

async function keys(words: string, env: Record<string, string>): Promise<{ code: number; said: string }> {
  const options = { env: { ...childEnv, DATABASE_URL: url, ...env } };
  const args = ['ops/main.ts', 'keys', ...words.split(' ')];
  return await run(process.execPath, args, options).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }) => ({ code, said: `${stdout}${stderr}` }),
  );
}

test('the key is changed step by step, and each step says where one stands', async () => {
  const telegramId = 700000001;
  await meetPerson(db, { telegramId, firstName: 'Ana', language: 'pt' });
  const link = { telegramId, brokerUserId: '7', displayName: 'Ana', sessionToken: 'ssid', nowMs: 1 };
  await saveLink(db, { ...link, seal: createSeal(OLD) });
  const old = { SEAL_KEY: OLD.toString('base64') };
  const next = { SEAL_KEY: NEW.toString('base64') };
  const both = { ...next, SEAL_KEY_OLD: OLD.toString('base64') };

  expect((await keys('status', old)).said).toContain(`1 keys lie under ${createSeal(OLD).kid} (SEAL_KEY).`);
  const without = await keys('status', next);
  expect(without).toMatchObject({ code: 2, said: expect.stringContaining('NOBODY HAS IT') });
  expect(without.said).toContain('Set SEAL_KEY_OLD to what SEAL_KEY was before.');
  expect((await keys('rotate', next)).code).toBe(2);
  expect((await keys('status', both)).said).toContain('Run: npx catalogador keys rotate');
  const rotated = await keys('rotate', both);
  expect(rotated).toMatchObject({ code: 0, said: expect.stringContaining('1 keys put under SEAL_KEY.') });
  expect(rotated.said).toContain('SEAL_KEY_OLD can be left out.');
  expect((await keys('status', next)).code).toBe(0);
  expect(await readSessionToken(db, { telegramId, seal: createSeal(NEW) })).toBe('ssid');
  expect((await keys('status', old)).code).toBe(2);

  const acts = await db.selectFrom('audit').select(['act', 'resource', 'after']).execute();
  expect(acts).toEqual([{ act: 'rotate', resource: 'keys', after: { rewrapped: 1, renewed: 0 } }]);

  const everything = `${without.said}${rotated.said}`;
  for (const secret of [OLD, NEW]) expect(everything).not.toContain(secret.toString('base64'));
  // Eight starts of the terminal, one after the other.
}, 120_000);

test('a wrong old key is told with its remedy and never shown', async () => {
  const wrong = await keys('status', { SEAL_KEY: NEW.toString('base64'), SEAL_KEY_OLD: 'c2hvcnQ=' });
  expect(wrong.code).toBe(2);
  expect(wrong.said).toContain('SEAL_KEY_OLD (not shown) has a key that is not 32 bytes in base64');
  expect(wrong.said).not.toContain('c2hvcnQ');
});

test('somebody is called by the same name each time', async () => {
  const env = { SEAL_KEY: NEW.toString('base64') };
  const { said } = await keys('log-name 700000001', env);
  expect(said).toMatch(/^p[0-9a-f]{12}\n$/);
  expect((await keys('log-name 700000001', env)).said).toBe(said);
  expect((await keys('log-name ana', env)).code).toBe(2);
});
