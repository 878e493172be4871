import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import { verifyAudit } from '#io/db/audit.ts';
import { createCookies } from '#panel/admin/cookies.ts';
import { type Browser, codeOf, openPanel, type Panel } from '#test/support/panel.ts';

let panel: Panel;
beforeAll(async () => {
  panel = await openPanel();
});
afterAll(() => panel.close());

// All of these tests come from one address; only some of them are about that.
beforeEach(() => panel.database.deleteFrom('admin_try').execute());

type Admitted = Awaited<ReturnType<Panel['admit']>>;

async function logIn(
  browser: Browser,
  { login, password, code }: Pick<Admitted, 'login' | 'password'> & { code: string },
): Promise<Response> {
  await browser.get('/login');
  return await browser.submit('/login', { login, password, code });
}

test('an admin sets up with a word and is in', async () => {
  const { browser, recoveryCodes } = await panel.admit('owner');
  expect(recoveryCodes).toHaveLength(10);
  expect((await browser.get('/admin/api/dashboard')).status).toBe(200);
  expect(await verifyAudit(panel.database)).toMatchObject({ kind: 'intact' });
});

test('the word that lets somebody set up is good once, and for a day', async () => {
  const { login, setupWord } = await panel.newcomer('viewer');
  const begin = async () => {
    const browser = panel.browser();
    await browser.get('/setup');
    const asked = await browser.submit('/setup', { login, word: setupWord, password: 'cavalo bateria grampo' });
    const page = await asked.text();
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1]?.replaceAll(' ', '') ?? '';
    const pending = /name="pending" value="([^"]*)"/.exec(page)?.[1] ?? '';
    return () => browser.submit('/setup/code', { pending, code: codeOf(secret, panel.clock.nowMs) });
  };
  const [first, second] = [await begin(), await begin()];
  expect((await first()).status).toBe(200);
  expect((await second()).status).toBe(401);

  const late = await panel.newcomer('viewer');
  panel.clock.nowMs += 25 * HOUR_MS;
  const browser = panel.browser();
  await browser.get('/setup');
  const word = late.setupWord;
  expect((await browser.submit('/setup', { login: late.login, word, password: 'cavalo bateria' })).status).toBe(401);
});

test('a short password, or one with the name in it, is not taken', async () => {
  const { login, setupWord } = await panel.newcomer('viewer');
  for (const password of ['curta demais'.slice(0, 11), `senha do ${login} mesmo`]) {
    const browser = panel.browser();
    await browser.get('/setup');
    expect((await browser.submit('/setup', { login, word: setupWord, password })).status).toBe(422);
  }
});

test('A28: a session id that was there before the login opens nothing after it', async () => {
  const admitted = await panel.admit('support');
  const browser = panel.browser();
  const planted = 'planted-by-somebody-else';
  browser.cookies.set('session', planted);
  expect((await logIn(browser, { ...admitted, code: admitted.nextCode() })).status).toBe(303);
  expect(browser.cookies.get('session')).toMatch(/^[\w-]{43}$/);
  const thief = panel.browser();
  thief.cookies.set('session', planted);
  expect((await thief.get('/admin')).status).toBe(303);
});

test('A28: a second login has another id, and leaving closes one session', async () => {
  const admitted = await panel.admit('support');
  const { browser } = admitted;
  const first = browser.cookies.get('session') ?? '';
  const other = panel.browser();
  await logIn(other, { ...admitted, code: admitted.nextCode() });
  expect(other.cookies.get('session')).not.toBe(first);
  await browser.get('/logout');
  expect((await browser.get('/admin/api/dashboard')).status).toBe(200);
  await browser.submit('/logout', {});
  browser.cookies.set('session', first);
  expect((await browser.get('/admin')).status).toBe(303);
  expect((await other.get('/admin/api/dashboard')).status).toBe(200);
});

test('A30: after five wrong tries the account is locked, for the right password too, from any address', async () => {
  const admitted = await panel.admit('support');
  for (let count = 0; count < 5; count += 1) {
    expect((await logIn(panel.browser(), { ...admitted, password: 'wrong', code: '123456' })).status).toBe(401);
  }
  expect((await logIn(panel.browser(), { ...admitted, code: admitted.nextCode() })).status).toBe(429);
  // A quarter of an hour later once more, then for twice as long.
  panel.clock.nowMs += 16 * MINUTE_MS;
  expect((await logIn(panel.browser(), { ...admitted, password: 'wrong', code: '123456' })).status).toBe(401);
  panel.clock.nowMs += 16 * MINUTE_MS;
  expect((await logIn(panel.browser(), { ...admitted, code: admitted.nextCode() })).status).toBe(429);
  panel.clock.nowMs += 16 * MINUTE_MS;
  expect((await logIn(panel.browser(), { ...admitted, code: admitted.nextCode() })).status).toBe(303);
});

test('A30, A37: an address that tries many names is locked, and forged headers do not help it', async () => {
  const admitted = await panel.admit('viewer');
  await panel.database.deleteFrom('admin_try').execute();
  for (let count = 0; count < 20; count += 1) {
    const stranger = { login: `nobody${count}`, password: 'wrong', code: '123456' };
    expect((await logIn(panel.browser(), stranger)).status).toBe(401);
  }
  const browser = panel.browser();
  await browser.get('/login');
  const { login, password } = admitted;
  const fields = { login, password, code: admitted.nextCode() };
  const answer = await browser.submit('/login', fields, {
    'x-forwarded-for': '203.0.113.9',
    forwarded: 'for=203.0.113.9',
  });
  expect(answer.status).toBe(429);
});

test('A30: tries at the same moment are counted one by one', async () => {
  const admitted = await panel.admit('viewer');
  const { login } = admitted;
  const browser = panel.browser();
  await browser.get('/login');
  const tries = Array.from({ length: 12 }, () =>
    browser.submit('/login', { login, password: 'wrong', code: '123456' }),
  );
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(7);
});

test('A30: who is unknown, who is disabled and who mistypes read the same page', async () => {
  const known = await panel.admit('support');
  const gone = await panel.admit('support');
  await panel.database.updateTable('admin').set({ disabled_at: new Date() }).where('id', '=', gone.id).execute();
  const tries = [
    { login: 'nobody-of-that-name', password: known.password, code: '123456' },
    { ...known, password: 'wrong', code: known.nextCode() },
    { ...known, code: '000000' },
    { ...gone, code: gone.nextCode() },
  ];
  const pages = [];
  for (const one of tries) {
    const answer = await logIn(panel.browser(), one);
    expect(answer.status).toBe(401);
    pages.push((await answer.text()).replace(/name="token" value="[^"]*"/, ''));
  }
  expect(new Set(pages).size).toBe(1);
});

test('A30: a password is hashed for an unknown name, too: its answer takes no less time than that', async () => {
  const browser = panel.browser();
  await browser.get('/login');
  const startedMs = performance.now();
  await browser.submit('/login', { login: 'nobody-of-that-name', password: 'wrong password', code: '123456' });
  // Forty megabytes cannot be gone through faster, however quick the machine.
  expect(performance.now() - startedMs).toBeGreaterThan(5);
});

test('A31: a code is taken once, none from before it, and none from two half minutes away', async () => {
  const admitted = await panel.admit('support');
  const code = admitted.nextCode();
  expect((await logIn(panel.browser(), { ...admitted, code })).status).toBe(303);
  expect((await logIn(panel.browser(), { ...admitted, code })).status).toBe(401);
  const { secret } = admitted;
  panel.clock.nowMs += 5 * MINUTE_MS;
  const now = panel.clock.nowMs;
  for (const away of [-60_000, 60_000]) {
    expect((await logIn(panel.browser(), { ...admitted, code: codeOf(secret, now + away) })).status).toBe(401);
  }
  const next = codeOf(secret, now + 30_000);
  expect((await logIn(panel.browser(), { ...admitted, code: next })).status).toBe(303);
  expect((await logIn(panel.browser(), { ...admitted, code: codeOf(secret, now) })).status).toBe(401);
});

test('A31: codes cannot be guessed: the right password does not help whoever has none', async () => {
  const admitted = await panel.admit('support');
  for (let count = 0; count < 5; count += 1) {
    await logIn(panel.browser(), { ...admitted, code: String(100_000 + count) });
  }
  expect((await logIn(panel.browser(), { ...admitted, code: admitted.nextCode() })).status).toBe(429);
});

test('a recovery code opens the panel once', async () => {
  const admitted = await panel.admit('support');
  const [code = ''] = admitted.recoveryCodes;
  expect((await logIn(panel.browser(), { ...admitted, code })).status).toBe(303);
  expect((await logIn(panel.browser(), { ...admitted, code })).status).toBe(401);
  const { recoveryCodes } = await panel.admit('support');
  expect((await logIn(panel.browser(), { ...admitted, code: recoveryCodes[0] ?? '' })).status).toBe(401);
});

test('whoever is away for half an hour, or in for half a day, logs in again', async () => {
  const { browser } = await panel.admit('support');
  panel.clock.nowMs += 29 * MINUTE_MS;
  expect((await browser.get('/admin/api/dashboard')).status).toBe(200);
  panel.clock.nowMs += 31 * MINUTE_MS;
  expect((await browser.get('/admin/api/dashboard')).status).toBe(303);

  const busy = await panel.admit('support');
  for (let passed = 0; passed < 12 * HOUR_MS; passed += 20 * MINUTE_MS) {
    expect((await busy.browser.get('/admin/api/dashboard')).status).toBe(200);
    panel.clock.nowMs += 20 * MINUTE_MS;
  }
  expect((await busy.browser.get('/admin/api/dashboard')).status).toBe(303);
});

test('A40: the next request of a disabled admin is refused', async () => {
  const { browser, id } = await panel.admit('admin');
  expect((await browser.get('/admin/api/dashboard')).status).toBe(200);
  await panel.database.updateTable('admin').set({ disabled_at: new Date() }).where('id', '=', id).execute();
  expect((await browser.get('/admin/api/dashboard')).status).toBe(303);
  // The token went with the session.
  expect((await browser.send('/admin/api/resources/people/records/1/block', { reason: 'x' })).status).toBe(403);
});

test('over https the cookies are of this host alone, unreadable for scripts, and stay at home', () => {
  const lines: string[] = [];
  const response = { append: (_name: string, line: string) => lines.push(line) };
  createCookies({ isHttps: true }).write(response as never, 'session', 'secret');
  createCookies({ isHttps: false }).write(response as never, 'session', 'secret');
  expect(lines).toEqual([
    '__Host-session=secret; HttpOnly; Path=/; SameSite=Strict; Secure',
    'session=secret; HttpOnly; Path=/; SameSite=Strict',
  ]);
});

test('who came in, who was refused and who left is in the audit; what a stranger typed is not', async () => {
  const admitted = await panel.admit('viewer');
  await logIn(panel.browser(), { login: 'minha senha secreta', password: 'x', code: '1' });
  await logIn(panel.browser(), { ...admitted, password: 'wrong', code: '123456' });
  const rows = await panel.database.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(4).execute();
  expect(rows.map(({ act, actor, subject }) => [act, actor, subject])).toEqual([
    ['login refused', 'nobody', String(admitted.id)],
    ['login refused', 'nobody', null],
    ['login', `admin ${admitted.id} ${admitted.login}`, String(admitted.id)],
    ['set up', `admin ${admitted.id} ${admitted.login}`, String(admitted.id)],
  ]);
  expect(rows.every(({ address, request_id: id }) => address === '127.0.0.1' && /^[0-9a-f]{10}$/.test(id ?? ''))).toBe(
    true,
  );
  expect(JSON.stringify(await panel.database.selectFrom('audit').selectAll().execute())).not.toContain('minha senha');
  expect(panel.lines.join('')).not.toContain('minha senha');
});
