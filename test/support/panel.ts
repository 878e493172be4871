import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TOTP } from 'otpauth';
import { type AdminRole, createAdmin } from '#io/db/admins.ts';
import { closeDatabase, type Database, openDatabase } from '#io/db/database.ts';
import { letPanelIn } from '#io/db/panel-role.ts';
import { createEvents } from '#io/events.ts';
import { createLog } from '#io/log.ts';
import { openQueueReader } from '#io/queues/reader.ts';
import { createSeal } from '#io/seal.ts';
import { createPanel } from '#panel/admin/app.ts';
import { createTestDatabase } from './database.ts';

const PASSWORD = 'um cavalo correto de bateria';

/** The real panel on a database of its own, or on that of a house; seen through its own role, on a clock that can be moved. */
export async function openPanel(house?: {
  url: string;
  database: Database;
  /** The queue lies there. */
  redis?: { url: string };
}) {
  const { url, database, drop } = house ? { ...house, drop: async () => {} } : await createTestDatabase();
  const role = `panel_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await letPanelIn(database, { role, password });
  const panelUrl = new URL(url);
  panelUrl.username = role;
  panelUrl.password = password;
  const db = openDatabase({ url: panelUrl.href, poolSize: 4 });
  const lines: string[] = [];
  const log = createLog({ level: 'info', environment: 'production', room: 'test', write: (line) => lines.push(line) });
  const key = randomBytes(32);
  const clock = { nowMs: Date.now() };
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const config = {
    ...({
      environment: 'test',
      failpoint: null,
      watchdogSeconds: 30,
      dataFolder: '.data',
      log: { level: 'info' },
      watch: null,
    } as const),
    redis: null,
    ...{ databaseUrl: panelUrl.href, host: '127.0.0.1', port, publicUrl: origin },
  };
  const queue = openQueueReader({ database: { url: panelUrl.href }, redis: house?.redis ?? null });
  const panel = createPanel({
    ...{ config, db, queue, log, key, seal: createSeal(key), events: createEvents(log), nowMs: () => clock.nowMs },
  });
  server.on('request', panel);

  async function newcomer(role: AdminRole, login = `${role}${randomBytes(3).toString('hex')}`) {
    const made = await createAdmin(database, { login, role, nowMs: clock.nowMs });
    if (made === null) throw new Error(`There is a "${login}" already.`);
    return { login, ...made };
  }

  return {
    origin,
    database,
    /** What the panel itself sees of it. */
    panelDb: db,
    panelUrl: panelUrl.href,
    /** As the owner of the tables. */
    databaseUrl: url,
    clock,
    lines,
    newcomer,
    browser: () => new Browser(origin),
    /** An admin who went through the whole setup, in a browser of their own. */
    async admit(role: AdminRole) {
      const { login, id, setupWord } = await newcomer(role);
      const browser = new Browser(origin);
      const { secret, recoveryCodes } = await setUp(browser, { login, setupWord, nowMs: () => clock.nowMs });
      // The code of the setup is used; the next half minute has another one.
      const nextCode = () => {
        clock.nowMs += 30_000;
        return codeOf(secret, clock.nowMs);
      };
      return { id, login, browser, secret, recoveryCodes, password: PASSWORD, nextCode };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await queue.close();
      await closeDatabase(db);
      await drop();
    },
  };
}

export type Panel = Awaited<ReturnType<typeof openPanel>>;

export function codeOf(secret: string, nowMs: number): string {
  return new TOTP({ secret }).generate({ timestamp: nowMs });
}

async function setUp(
  browser: Browser,
  { login, setupWord, nowMs }: { login: string; setupWord: string; nowMs: () => number },
) {
  await browser.get('/setup');
  const asked = await browser.submit('/setup', { login, word: setupWord, password: PASSWORD });
  const page = await asked.text();
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1]?.replaceAll(' ', '') ?? '';
  const pending = hidden(page, 'pending');
  const done = await browser.submit('/setup/code', { pending, code: codeOf(secret, nowMs()) });
  const recoveryCodes = [...(await done.text()).matchAll(/<code>([a-z0-9-]{11})<\/code>/g)].map((one) => one[1] ?? '');
  await browser.get('/admin');
  return { secret, recoveryCodes };
}

function hidden(page: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
}

/** Cookies and forms, as a browser has them; everything else is asked for by hand. */
export class Browser {
  readonly origin: string;
  readonly cookies = new Map<string, string>();
  /** Of the last form that was seen. */
  token = '';

  constructor(origin: string) {
    this.origin = origin;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return await this.#ask(path, { headers });
  }

  /** As a form of the last page would. */
  async submit(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams({ token: this.token, ...fields });
    return await this.#ask(path, { method: 'POST', body, headers: { origin: this.origin, ...headers } });
  }

  /** As AdminJS does. */
  async send(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return await this.#ask(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        ...{ origin: this.origin, 'content-type': 'application/json' },
        'x-xsrf-token': this.cookies.get('XSRF-TOKEN') ?? '',
        ...headers,
      },
    });
  }

  async #ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const cookie = [...this.cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(this.origin + path, {
      redirect: 'manual',
      ...init,
      headers: { ...(cookie === '' ? {} : { cookie }), ...init.headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const copy = await answer.clone().text();
    this.token = hidden(copy, 'token') || this.token;
    return answer;
  }
}
