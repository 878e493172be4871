import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { Broker } from '#io/broker/broker.ts';
import type { Config } from '#io/config/config.ts';
import { openLinkPage } from '#io/db/link-pages.ts';
import { createEvents } from '#io/events.ts';
import { createPostgresLimits } from '#io/limits/postgres-limits.ts';
import type { Log } from '#io/log.ts';
import { createSeal, type Seal } from '#io/seal.ts';
import { dependenciesOf } from '#io/watch/dependencies.ts';
import { createReadiness } from '#io/watch/readiness.ts';
import { createWeb } from '#panel/server.ts';
import type { LinkedAccount, OnLinked } from '#panel/web/linking.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { freePort } from './free-port.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  readonly body: any;
}

/** A web role on a real port, with a real database and whatever broker it is given. */
export interface LinkHouse extends AsyncDisposable {
  readonly db: TestDatabase['database'];
  readonly seal: Seal;
  readonly web: FastifyInstance;
  readonly publicUrl: string;
  /** Whom the chat was told of. */
  readonly told: LinkedAccount[];
  /** Every line of the log so far. */
  readonly logged: () => string;
  /** The clock the web role lives by. */
  readonly clock: { nowMs: number };
  meet(firstName: string, language?: string): Promise<number>;
  /** A fresh page of a person. */
  openPage(telegramId: number): Promise<string>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer & { readonly text: string }>;
  /** Every column of every table, as text. */
  dump(): Promise<string>;
}

let nextPerson = 500;
/** A port that nobody listens on. */
const NOBODY = 'http://127.0.0.1:2';

export async function openLinkHouse(options: {
  /** May be shared by many houses, one after the other. */
  database: TestDatabase;
  broker: (log: Log) => Broker;
  onLinked?: OnLinked;
  publicUrl?: string;
}): Promise<LinkHouse> {
  const db = options.database.openAnother();
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  // The loudest level and no redaction: whatever reaches the log is seen.
  const log = pino({ level: 'trace' }, sink);
  const told: LinkedAccount[] = [];
  const onLinked = options.onLinked ?? (async (account) => void told.push(account));
  const clock = { nowMs: Date.now() };
  const seal = createSeal(Buffer.alloc(32, 5));
  const { web, address, publicUrl } = await listenSomewhere(async (address) => {
    const publicUrl = options.publicUrl ?? address;
    const config = { web: { host: '127.0.0.1', port: 0, publicUrl } };
    const broker = options.broker(log);
    const nowhere = { telegram: { apiRoot: NOBODY, botToken: 'none' }, broker: { apiUrl: NOBODY } } as Config;
    const readiness = createReadiness(dependenciesOf({ db, config: { ...nowhere, redis: null } }));
    const events = createEvents(log);
    const web = await createWeb({
      ...{ db, broker, seal, limits: createPostgresLimits(db), config, log, events, readiness, onLinked },
      nowMs: () => clock.nowMs,
    });
    return { publicUrl, web };
  });

  /** Of the one browser that fills in forms here; whoever comes by an address brings their own. */
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(`${address}${path}`, { redirect: 'manual', ...init });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
  };
  return {
    db,
    seal,
    web,
    publicUrl,
    told,
    logged: () => lines.join(''),
    clock,
    async meet(firstName, language) {
      const telegramId = nextPerson++;
      await meetPerson(db, { telegramId, firstName, language: language ?? 'en' });
      return telegramId;
    },
    openPage: (telegramId) => openLinkPage(db, { telegramId, nowMs: clock.nowMs }),
    post: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { origin: publicUrl, 'content-type': 'application/json', ...cookieHeader(cookies), ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (path, headers = {}) => send(path, { headers }),
    dump: async () => await dumpOf(db),
    async [Symbol.asyncDispose]() {
      await web.close();
      await db.destroy();
    },
  };
}

/** The address is part of what is made, so the port comes first; whoever takes it in between costs one more try. */
async function listenSomewhere<Made extends { web: FastifyInstance }>(make: (address: string) => Promise<Made>) {
  for (let triesLeft = 5; ; triesLeft--) {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const made = await make(address);
    try {
      await made.web.listen({ host: '127.0.0.1', port });
      return { ...made, address };
    } catch (error) {
      await made.web.close();
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || triesLeft === 0) throw error;
    }
  }
}

function cookieHeader(cookies: ReadonlyMap<string, string>): Record<string, string> {
  return cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
}

async function dumpOf(db: TestDatabase['database']): Promise<string> {
  const tables = await db.introspection.getTables();
  const rows = tables.map(async ({ schema = 'public', name }) => {
    const table = await db
      .selectFrom(`${schema}.${name}` as 'person')
      .selectAll()
      .execute();
    return table.map((row) => `${name} ${JSON.stringify(row)}`).join('\n');
  });
  return (await Promise.all(rows)).join('\n');
}
