import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '#io/db/audit.ts';
import { codeOf, openPanel, type Panel } from '#test/support/panel.ts';

let panel: Panel;
beforeAll(async () => {
  panel = await openPanel();
});
afterAll(() => panel.close());

test('an admin sets up with a word, and is in', async () => {
  const { browser, recoveryCodes } = await panel.admit('owner');
  expect(recoveryCodes).toHaveLength(10);
  expect(browser.cookies.has('session')).toBe(true);
  expect(await verifyAudit(panel.database)).toMatchObject({ kind: 'intact' });
});

test('the word that lets somebody set up is good once', async () => {
  const { login, setupWord } = await panel.newcomer('viewer');
  const set = async () => {
    const browser = panel.browser();
    await browser.get('/setup');
    const page = await (
      await browser.submit('/setup', { login, word: setupWord, password: 'cavalo bateria grampo' })
    ).text();
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1]?.replaceAll(' ', '') ?? '';
    const pending = /name="pending" value="([^"]*)"/.exec(page)?.[1] ?? '';
    return () => browser.submit('/setup/code', { pending, code: codeOf(secret, panel.clock.nowMs) });
  };
  const [first, second] = [await set(), await set()];
  expect((await first()).status).toBe(200);
  expect((await second()).status).toBe(401);
});

test('a session id set before the login opens nothing after it', async () => {
  const { login, password, nextCode } = await panel.admit('support');
  const browser = panel.browser();
  browser.cookies.set('session', 'chosen-by-somebody-else-chosen-by-somebody');
  await browser.get('/login');
  const answer = await browser.submit('/login', { login, password, code: nextCode() });
  expect(answer.status).toBe(303);
  expect(browser.cookies.get('session')).not.toContain('chosen-by');
});
