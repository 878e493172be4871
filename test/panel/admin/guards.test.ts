import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPanel, type Panel } from '#test/support/panel.ts';
import { seedPanel } from '#test/support/panel-seed.ts';

let panel: Panel;
let owner: Awaited<ReturnType<Panel['admit']>>;
beforeAll(async () => {
  panel = await openPanel();
  await seedPanel(panel.database);
  owner = await panel.admit('owner');
});
afterAll(() => panel.close());

const BLOCK = '/admin/api/resources/people/records/7001/block';

async function isBlocked(): Promise<boolean> {
  const row = await panel.database
    .selectFrom('person')
    .select('blocked_at')
    .where('telegram_id', '=', 7001)
    .executeTakeFirstOrThrow();
  return row.blocked_at !== null;
}

describe('A29: a change that no page of the panel asked for is refused', () => {
  const json = { 'content-type': 'application/json' };
  test.each<[string, Record<string, string>]>([
    ['from another site', { ...json, origin: 'https://evil.example' }],
    ['from a page without an address', { ...json, origin: 'null' }],
    ['from another port', { ...json, origin: 'http://127.0.0.1:1' }],
    ['without the token', { ...json, 'x-xsrf-token': '' }],
    ['with a token of somebody else', { ...json, 'x-xsrf-token': 'A'.repeat(43) }],
  ])('%s', async (_how, headers) => {
    expect((await owner.browser.send(BLOCK, { reason: 'x' }, headers)).status).toBe(403);
    expect(await isBlocked()).toBe(false);
  });

  test('as a form or as plain text', async () => {
    const plain = await owner.browser.send(BLOCK, { reason: 'x' }, { 'content-type': 'text/plain' });
    expect(plain.status).toBe(415);
    const form = await owner.browser.submit(BLOCK, { reason: 'x', token: '' });
    expect(form.status).toBe(403);
    expect(await isBlocked()).toBe(false);
  });

  test('with the token of another session of the same admin', async () => {
    const other = await panel.admit('owner');
    const token = other.browser.cookies.get('XSRF-TOKEN') ?? '';
    expect((await owner.browser.send(BLOCK, { reason: 'x' }, { 'x-xsrf-token': token })).status).toBe(403);
    expect(await isBlocked()).toBe(false);
  });

  test.each(['records/7001/edit', 'records/7001/delete', 'bulk/bulkDelete?recordIds=7001,7002', 'actions/new'])(
    'to AdminJS’s own %s',
    async (path) => {
      const asked = `/admin/api/resources/people/${path}`;
      const from = (origin: string, type: string) =>
        owner.browser.send(asked, { firstName: 'x' }, { origin, 'content-type': type });
      expect((await from('https://evil.example', 'application/json')).status).toBe(403);
      expect((await from('https://evil.example', 'application/x-www-form-urlencoded')).status).toBe(403);
      expect((await from('https://evil.example', 'text/plain')).status).toBe(415);
      const { rows } = await sql<{ count: number }>`select count(*) as count from person`.execute(panel.database);
      expect(rows).toEqual([{ count: 2 }]);
    },
  );

  test('by only reading an address', async () => {
    expect((await owner.browser.get(BLOCK)).status).toBe(200);
    expect((await owner.browser.get('/logout')).status).toBe(200);
    expect((await owner.browser.get('/admin/api/dashboard')).status).toBe(200);
    expect(await isBlocked()).toBe(false);
  });
});

test('A36: files are refused before anything of them is read, and leave nothing behind', async () => {
  const before = (await readdir(tmpdir())).length;
  const body = new FormData();
  body.set('file', new Blob(['x'.repeat(1_000)]), 'x.bin');
  for (const path of ['/login', '/admin/api/resources/people/actions/new', '/setup']) {
    const answer = await fetch(panel.origin + path, { method: 'POST', body, headers: { origin: panel.origin } });
    expect(answer.status).toBe(415);
  }
  // A gigabyte that is only announced: the answer comes before a byte of it was sent.
  const answered = await new Promise<string>((resolve, reject) => {
    const { port, host } = new URL(panel.origin);
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        `POST /login HTTP/1.1\r\nhost: ${host}\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 1073741824\r\n\r\n`,
      );
    });
    socket.once('data', (data) => resolve(String(data)));
    socket.once('error', reject);
  });
  expect(answered).toMatch(/^HTTP\/1\.1 413 /);
  expect((await readdir(tmpdir())).length).toBeLessThanOrEqual(before);
});

test('A36: a body that hides its length is cut off', async () => {
  const stream = new ReadableStream({
    start(controller) {
      for (let part = 0; part < 20; part += 1) controller.enqueue(new TextEncoder().encode('x'.repeat(10_000)));
      controller.close();
    },
  });
  const answer = await fetch(`${panel.origin}/login`, {
    ...{ method: 'POST', body: stream, duplex: 'half' },
    headers: { origin: panel.origin, 'content-type': 'application/x-www-form-urlencoded' },
  } as RequestInit);
  expect(answer.status).toBe(413);
});

test('A37: another host and other methods are not ours', async () => {
  const { port } = new URL(panel.origin);
  const answered = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write('GET /login HTTP/1.1\r\nhost: evil.example\r\n\r\n'),
    );
    socket.once('data', (data) => resolve(String(data)));
  });
  expect(answered).toMatch(/^HTTP\/1\.1 421 /);
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    expect((await fetch(`${panel.origin}/login`, { method })).status).toBe(405);
  }
});

test('A37: every answer says how little a browser may do with it', async () => {
  for (const path of ['/login', '/admin', '/nowhere', '/admin/api/dashboard', '/assets/door.css']) {
    const { headers } = await owner.browser.get(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}'(;|$)/);
    expect(policy).not.toContain('unsafe-eval');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.has('x-powered-by')).toBe(false);
    if (!path.startsWith('/assets')) expect(headers.get('cache-control')).toBe('no-store');
  }
  const [one, two] = [await owner.browser.get('/admin'), await owner.browser.get('/admin')];
  expect(one.headers.get('content-security-policy')).not.toBe(two.headers.get('content-security-policy'));
});

test('the page of AdminJS brings nothing from elsewhere, and knows of its admin a name and a role', async () => {
  const page = await (await owner.browser.get('/admin')).text();
  const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
  expect(addresses.length).toBeGreaterThan(4);
  expect(addresses.filter((address) => !/^(\/admin\/|\/assets\/|data:,)/.test(address))).toEqual([]);
  const scripts = page.match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.every((script) => script.includes('nonce="'))).toBe(true);
  const state = JSON.parse(/window\.REDUX_STATE = (.*);\n/.exec(page)?.[1] ?? '{}') as { session: object };
  expect(state.session).toEqual({ id: String(owner.id), email: owner.login, title: 'Dono', language: 'pt-BR' });
  expect(/window\.REDUX_STATE = .*</.exec(page)).toBeNull();
  // Nothing was bundled for it either.
  expect((await owner.browser.get('/admin/frontend/assets/components.bundle.js')).status).toBe(200);
  expect(existsSync('.adminjs')).toBe(false);
});

test('A35: a name that would end a script is a name', async () => {
  const name = '</script><script>alert(1)</script>';
  await panel.database.updateTable('person').set({ first_name: name }).where('telegram_id', '=', 7001).execute();
  for (const path of ['/admin', '/admin/resources/people', '/admin/resources/people/records/7001/show']) {
    expect(await (await owner.browser.get(path)).text()).not.toContain('alert(1)');
  }
  const answer = await owner.browser.get('/admin/api/resources/people/actions/list');
  expect(answer.headers.get('content-type')).toContain('application/json');
});

test('A35: nor does any other text that somebody can write: in no page, and in answers that no browser takes for one', async () => {
  const name = '</script><script>alert(1)</script>';
  const db = panel.database;
  for (const [table, column] of [
    ...([
      ['broker_link', 'display_name'],
      ['broker_link', 'broker_user_id'],
      ['preset', 'name'],
    ] as const),
    ...([
      ['coupon', 'campaign'],
      ['coupon', 'made_by'],
      ['campaign', 'title'],
      ['request', 'error'],
    ] as const),
    ...([
      ['person_note', 'text'],
      ['person_note', 'made_by'],
      ['asset', 'ticker'],
    ] as const),
  ]) {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${name}`.execute(db);
  }
  await sql`update campaign_content set message = ${JSON.stringify({ text: name, parseMode: null })}`.execute(db);
  const acts = '/admin/api/resources';
  const asked = [
    ['settings/records/support-contact/change', { value: name, reason: name }],
    ['people/records/7002/note', { text: name }],
    ['people/records/7002/block', { reason: name }],
  ] as const;
  for (const [path, given] of asked) expect((await owner.browser.send(`${acts}/${path}`, given)).status).toBe(200);
  // No admin is called so.
  const invited = await owner.browser.send(`${acts}/admins/actions/invite`, {
    login: name,
    role: 'viewer',
    reason: 'x',
  });
  expect([409, 422]).toContain(invited.status);

  let told = 0;
  for (const resource of ['people', 'requests', 'presets', 'coupons', 'broadcasts', 'assets', 'settings', 'audit']) {
    const page = await owner.browser.get(`/admin/resources/${resource}`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text(), resource).not.toContain('alert(1)');
    const list = await owner.browser.get(`${acts}/${resource}/actions/list`);
    expect(list.headers.get('content-type')).toContain('application/json');
    expect(list.headers.get('x-content-type-options')).toBe('nosniff');
    told += (await list.text()).split('alert(1)').length - 1;
  }
  expect(told).toBeGreaterThan(9);
});

test('whoever is not in reaches nothing but the door', async () => {
  for (const path of [
    '/admin',
    '/admin/resources/people',
    '/admin/api/dashboard',
    '/admin/frontend/assets/app.bundle.js',
    '/admin/export/people.csv',
  ]) {
    const answer = await panel.browser().get(path);
    expect([answer.status, answer.headers.get('location')], path).toEqual([303, '/login']);
  }
  const stranger = panel.browser();
  await stranger.get('/login');
  const headers = { 'x-xsrf-token': stranger.token };
  expect((await stranger.send(BLOCK, { reason: 'x' }, headers)).status).toBe(401);
  expect(await isBlocked()).toBe(false);
});

test('what fails inside is told by a number only', async () => {
  await sql`alter table person rename to person_gone`.execute(panel.database);
  const answer = await owner.browser.get('/admin/api/resources/people/actions/list').finally(async () => {
    await sql`alter table person_gone rename to person`.execute(panel.database);
  });
  expect(answer.status).toBe(500);
  const text = await answer.text();
  expect(text).not.toMatch(/person|relation|select|node_modules|\.ts|stack/i);
  const id = /([0-9a-f]{10})/.exec(text)?.[1] ?? 'none';
  expect(panel.lines.some((line) => line.includes(id) && line.includes('panel request failed'))).toBe(true);
});

test('a broken form is the sender’s mistake', async () => {
  const headers = { origin: panel.origin, 'content-type': 'application/json' };
  for (const body of ['{', '{"a":1e400}x', '[', '"__proto__"']) {
    const { status } = await fetch(`${panel.origin}/login`, { method: 'POST', headers, body });
    expect([400, 403]).toContain(status);
  }
  await owner.browser.get('/setup');
  const strange = await owner.browser.submit('/setup/code', { pending: 'v1.k1.x.y.z', code: '123456' });
  expect(strange.status).toBe(401);
});

test('nobody is sent to another host with our words', async () => {
  for (const to of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/admin/../login',
  ]) {
    const page = await (await owner.browser.get(`/confirm?to=${encodeURIComponent(to)}`)).text();
    expect(page).toContain('name="to" value="/admin"');
  }
});
