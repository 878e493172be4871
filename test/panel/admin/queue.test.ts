import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openQueue } from '#io/queues/queue.ts';
import { openQueueStore } from '#io/queues/store.ts';
import { openWorker } from '#io/queues/worker.ts';
import { backends, type TestBackend } from '#test/support/backends.ts';
import { openPanel, type Panel } from '#test/support/panel.ts';

const SECRET = 'password=hunter2secret';
const WITHIN = { timeout: 15_000 };
const BOARD = '/admin/queue';
/** What a Redis lets the panel do, as the README recommends it. */
const READS_ONLY = [
  '~bull:*',
  'resetchannels',
  '-@all',
  '+@read',
  '+@connection',
  '+info',
  '+eval',
  '+evalsha',
  '+script|load',
];

describe.each(backends.filter(({ isMissing }) => !isMissing))('the monitor of a queue in $name', ({ open }) => {
  let backend: TestBackend;
  let panel: Panel;
  let support: Awaited<ReturnType<Panel['admit']>>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    backend = await open();
    const store = openQueueStore({ ...backend.backing, poolSize: 3 });
    const queue = openQueue(store);
    await vi.waitUntil(() => store.isThere(), WITHIN);
    for (const subject of ['101', '102', '103']) await queue.add('catalog', subject);
    const failed = Promise.withResolvers<void>();
    const worker = openWorker(store, {
      concurrency: 1,
      handle: async ({ data }) => {
        if (data.subject === '101') throw new Error(`The broker said no: ${SECRET}`);
        // Under way until the end.
        await failed.promise;
      },
    });
    for (const name of ['failed', 'error'] as const) worker.on(name as 'error', () => undefined);
    close = async () => {
      failed.resolve();
      await worker.close();
      await queue.close();
      await store.close();
    };
    const redis = backend.redis === null ? undefined : { url: await readerOf(backend.redis.url) };
    panel = await openPanel({ url: backend.backing.database.url, database: backend.db, ...(redis && { redis }) });
    support = await panel.admit('support');
    await vi.waitUntil(
      async () => (await jobs()).some(({ id, failedReason }) => id === 'catalog-101' && failedReason),
      WITHIN,
    );
    await vi.waitUntil(async () => (await stateOf()).counts.active === 1, WITHIN);
  });
  afterAll(async () => {
    await panel.close();
    await close();
    await backend[Symbol.asyncDispose]();
  });

  async function stateOf() {
    const answer = await support.browser.get('/admin/api/queue');
    return (await answer.json()) as { counts: Record<string, number>; clocks: object[]; isKept: boolean };
  }

  async function jobs() {
    const answer = await support.browser.get(
      `${BOARD}/api/queues?activeQueue=work&status=latest&page=1&jobsPerPage=10`,
    );
    const { queues } = (await answer.json()) as { queues: { jobs: Record<string, unknown>[] }[] };
    return queues[0]?.jobs ?? [];
  }

  test('shows each job by its id, and nothing else of it; of a failure what went wrong, without its inside', async () => {
    const seen = (await jobs()).filter(({ name }) => name === 'catalog');
    expect(seen.map(({ id }) => id).sort()).toEqual(['catalog-101', 'catalog-102', 'catalog-103']);
    for (const { data, stacktrace, returnValue } of seen) {
      expect(Object.keys(data as object)).toEqual(['subject']);
      expect([stacktrace, returnValue]).toEqual([[], undefined]);
    }
    const one = await (await support.browser.get(`${BOARD}/api/queues/work/catalog-101`)).text();
    expect(one).toContain('The broker said no: password=[redacted]');
    for (const inside of ['hunter2secret', 'test.ts', 'file://', '/io/']) expect(one).not.toContain(inside);
  });

  test('its page asks for nothing from outside, under a policy as strict as that of the other pages', async () => {
    const page = await support.browser.get(`${BOARD}/`);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).not.toMatch(/https?:\/\//);
    const policy = page.headers.get('content-security-policy') ?? '';
    const others = (await support.browser.get('/admin')).headers.get('content-security-policy') ?? '';
    const bare = (text: string) => text.replace(/'nonce-[^']+'/, '').replace("base-uri 'self'", "base-uri 'none'");
    expect(bare(policy)).toBe(bare(others));
    expect(policy).toContain("default-src 'none'");
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    for (const tag of scripts) expect(tag).toMatch(/ src="static\/js\/|type="application\/json"/);
    const files = [...html.matchAll(/(?:src|href)="(static\/[^"]+)"/g)].map(([, path]) => path);
    expect(files.length).toBeGreaterThan(3);
    for (const path of files) expect((await support.browser.get(`${BOARD}/${path}`)).status, path).toBe(200);
    // The language is the admin's.
    expect(html).toContain('"lng":"pt-BR"');
  });

  test('is there for those who help people, and for nobody else', async () => {
    const viewer = await panel.admit('viewer');
    for (const path of [`${BOARD}/`, `${BOARD}/api/queues`, `${BOARD}/static/images/logo.svg`, '/admin/api/queue']) {
      expect((await viewer.browser.get(path)).status, path).toBe(403);
      expect((await panel.browser().get(path)).status, path).toBe(303);
    }
    expect(await (await viewer.browser.get('/admin')).text()).not.toContain('"component":"Queue"');
    expect(await (await support.browser.get('/admin')).text()).toContain('"component":"Queue"');
  });

  /** What waits for its next try may have begun to by now. */
  const seen = async () =>
    (await jobs())
      .map(({ id, name, opts, data }) => ({ id, name, opts, data }))
      .sort((a, b) => String(a.id).localeCompare(String(b.id)));

  test('changes nothing, whatever is asked of it', async () => {
    const before = await seen();
    const asked = [
      ['PUT', '/api/queues/pause'],
      ['PUT', '/api/queues/work/empty'],
      ['PUT', '/api/queues/work/obliterate'],
      ['PUT', '/api/queues/work/retry/failed'],
      ['PUT', '/api/queues/work/catalog-101/clean'],
      ['PUT', '/api/queues/work/catalog-101/retry'],
      ['PATCH', '/api/queues/work/catalog-101/update-data'],
      ['DELETE', '/api/queues/work/catalog-101'],
      ['POST', '/api/queues/work/add'],
      ['POST', '/'],
      ['POST', '/api/queues'],
    ] as const;
    const cookie = [...support.browser.cookies].map((pair) => pair.join('=')).join('; ');
    const token = support.browser.cookies.get('XSRF-TOKEN') ?? '';
    const headers = { cookie, origin: panel.origin, 'content-type': 'application/json', 'x-xsrf-token': token };
    for (const [method, path] of asked) {
      const { status } = await fetch(`${panel.origin}${BOARD}${path}`, { method, headers, body: '{}' });
      expect(status, `${method} ${path}`).toBe(405);
    }
    const { status } = await support.browser.send('/admin/api/queue', {});
    expect(status).toBe(405);
    expect(await seen()).toEqual(before);
  });

  test('says so when it is away, and does not keep anybody waiting', async ({ skip }) => {
    const { redis } = backend;
    if (redis === null) return skip('In PostgreSQL it is away when everything is.');
    redis.hang();
    expect(await stateOf()).toEqual({ kind: 'away' });
    redis.resume();
    await redis.kill();
    await vi.waitUntil(async () => (await support.browser.get(`${BOARD}/`)).status === 503, WITHIN);
    expect(await stateOf()).toEqual({ kind: 'away' });
    await redis.start();
    await readerOf(redis.url);
    await vi.waitUntil(async () => 'counts' in (await stateOf()), WITHIN);
  });

  test('says whether somebody keeps its clock', async () => {
    expect(await stateOf()).toMatchObject({ isKept: false, clocks: [] });
    const store = openQueueStore({ ...backend.backing, poolSize: 2 });
    const queue = openQueue(store);
    await vi.waitUntil(() => store.isThere(), WITHIN);
    const routines = { daily: { pattern: '0 0 3 * * *' } } as Parameters<typeof queue.keepTime>[0];
    await queue.keepTime(routines);
    await queue.close();
    await store.close();
    const nextAt = expect.stringMatching(/T03:00:00\.000Z$/);
    expect(await stateOf()).toMatchObject({ isKept: true, clocks: [{ name: 'daily', nextAt }] });
    // A day later nothing has struck.
    panel.clock.nowMs += 2 * 86_400_000;
    support = await panel.admit('support');
    expect(await stateOf()).toMatchObject({ isKept: false, clocks: [{ name: 'daily', nextAt: null }] });
  });
});

/** The same Redis for somebody who can only read. */
async function readerOf(url: string): Promise<string> {
  const redis = new Redis(url);
  await redis.call('acl', 'setuser', 'panel', 'on', '>only-reads', ...READS_ONLY);
  redis.disconnect();
  const reader = new URL(url);
  reader.username = 'panel';
  reader.password = 'only-reads';
  const asReader = new Redis(reader.href);
  await expect(asReader.set('bull:work:x', '1')).rejects.toThrow(/NOPERM/);
  await expect(asReader.eval("return redis.call('del', KEYS[1])", 1, 'bull:work:id')).rejects.toThrow(
    /can't run this command|NOPERM/,
  );
  asReader.disconnect();
  return reader.href;
}
