import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '#engine/index.ts';
import { readSessionToken } from '#io/db/link-sessions.ts';
import { findLink, linksOf, saveLink } from '#io/db/links.ts';
import { freshDatabase } from '#test/support/database.ts';
import { type LinkHouse, openLinkHouse } from './link-house.ts';
import { type Script, scriptedBroker } from './scripted-broker.ts';

const database = await freshDatabase();
let house: LinkHouse;
afterEach(async () => {
  await house[Symbol.asyncDispose]();
  await database.database.deleteFrom('login_try').execute();
  await database.database.deleteFrom('rate_limit').execute();
});

async function open(script: Script = {}) {
  const broker = scriptedBroker(script);
  house = await openLinkHouse({ database, broker: () => broker });
  const telegramId = await house.meet('Ana', 'pt');
  return { broker, telegramId, token: await house.openPage(telegramId) };
}

const typed = { identifier: 'ana@example.test', password: 'correct horse' };

describe('the page', () => {
  test('a look at it changes nothing, however often a preview looks', async () => {
    const { token } = await open();
    const before = await house.dump();
    for (const path of ['/link', `/link?token=${token}`, '/link/open', '/link/oauth/callback?code=1&state=2']) {
      await house.get(path, { 'user-agent': 'TelegramBot (like TwitterBot)' });
      await fetch(house.publicUrl + path, { method: 'HEAD' });
    }
    expect(await house.dump()).toBe(before);
    expect((await house.post('/link/open', { token })).body.kind).toBe('open');
  });

  test('greets in the browser’s language until the person is known, then in theirs', async () => {
    const { token } = await open();
    const page = await house.get('/link', { 'accept-language': 'es-MX,es;q=0.9,en;q=0.8' });
    expect(page.text).toContain('<html lang="es">');
    expect(page.text).toContain('Conecta tu cuenta de Polarium');
    expect(page.text).not.toContain('{{');
    const { body } = await house.post('/link/open', { token }, { 'accept-language': 'es-MX' });
    expect(body).toMatchObject({ firstName: 'Ana', language: 'pt', oauth: false, method: null });
    expect(body.words.title).toBe('Conectar sua conta Polarium');
  });

  test('every answer, refusals included, forbids framing, foreign code, storing and referring', async () => {
    await open();
    const answers = await Promise.all([
      house.get('/link'),
      house.get('/link/link.js'),
      house.get('/nowhere'),
      house.get('/nowhere', { accept: 'text/html' }),
      house.get('/%zz'),
      house.get('/healthz'),
      house.post('/link/open', 'no json'),
      house.post('/link/open', { token: 'x' }),
      house.post('/link/open', { token: 'A'.repeat(43) }, { origin: 'https://evil.test' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 404, 404, 200, 400, 400, 403]);
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none';script-src 'self';style-src 'self';connect-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'",
      );
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
  });

  test('uses nothing from outside and no inline code or style', async () => {
    await open();
    const { text } = await house.get('/link');
    expect(text).not.toMatch(/https?:\/\//);
    expect(text).not.toMatch(/\son\w+=|\sstyle=|<style|<script(?![^>]*\ssrc=)/);
  });
});

describe('linking', () => {
  test('a right password links the account, seals the session and tells the chat once', async () => {
    const { token, telegramId } = await open();
    const { status, body } = await house.post('/link/login', { token, ...typed });
    expect([status, body]).toEqual([
      200,
      { kind: 'linked', account: 'a***@example.test', practice: 'R$\u00a010.000,00', real: null },
    ]);
    expect(await readSessionToken(house.db, { telegramId, seal: house.seal })).toBe('ssid-1');
    const balances = [{ kind: 'practice', amountCents: 1_000_000, currency: 'BRL' }];
    expect(house.told).toEqual([{ telegramId, displayName: 'a***@example.test', balances }]);
  });

  test('the link says how, with what and from where it was made', async () => {
    const { token, telegramId } = await open();
    const agent = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36';
    await house.post('/link/login', { token, ...typed }, { 'user-agent': agent });
    const linkedFrom = { by: 'password', device: 'Chrome, Android', address: '127.0.0.*' };
    expect(await findLink(house.db, telegramId)).toMatchObject({ linkedFrom, isCurrent: true });
  });

  test('a page is good for one link', async () => {
    const { token } = await open();
    await house.post('/link/login', { token, ...typed });
    for (const path of ['/link/open', '/link/login', '/link/code/resend']) {
      const { status, body } = await house.post(path, { token, ...typed });
      expect([status, body.kind, body.isFinal]).toEqual([410, 'used', true]);
    }
  });

  test('of two browsers with one page, one wins and the other’s session is ended', async () => {
    const gate = Promise.withResolvers<void>();
    let waiting = 0;
    const { broker, token, telegramId } = await open({
      connect: async () => {
        waiting += 1;
        if (waiting === 2) gate.resolve();
        await gate.promise;
      },
    });
    const both = await Promise.all([typed, typed].map((one) => house.post('/link/login', { token, ...one })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
    const kept = await readSessionToken(house.db, { telegramId, seal: house.seal });
    expect([kept, ...broker.loggedOut].sort()).toEqual(['ssid-1', 'ssid-2']);
    expect(house.told).toHaveLength(1);
  });

  test('when the broker gives both browsers one session, it stays alive', async () => {
    const gate = Promise.withResolvers<void>();
    let waiting = 0;
    const { broker, token } = await open({
      login: async () => ({ kind: 'in', sessionToken: 'the same' }),
      connect: async () => {
        waiting += 1;
        if (waiting === 2) gate.resolve();
        await gate.promise;
      },
    });
    await Promise.all([1, 2].map(() => house.post('/link/login', { token, ...typed })));
    expect(broker.loggedOut).toEqual([]);
  });

  test('a new link of an account ends the session it had before, and no other account’s', async () => {
    const { broker, token, telegramId } = await open();
    const before = { telegramId, displayName: 'x', nowMs: 1, seal: house.seal };
    await saveLink(house.db, { ...before, brokerUserId: 'another', sessionToken: 'of another' });
    await saveLink(house.db, { ...before, brokerUserId: 'user of ssid-1', sessionToken: 'old' });
    await house.post('/link/login', { token, ...typed });
    expect(broker.loggedOut).toEqual(['old']);
    expect(await linksOf(house.db, telegramId)).toHaveLength(2);
  });

  test('when the chat cannot be told, the link stands and the log says so', async () => {
    const broker = scriptedBroker();
    house = await openLinkHouse({
      database,
      broker: () => broker,
      onLinked: async () => {
        throw new Error('no queue');
      },
    });
    const telegramId = await house.meet('Ana', 'pt');
    const { body } = await house.post('/link/login', { token: await house.openPage(telegramId), ...typed });
    expect(body.kind).toBe('linked');
    expect(await findLink(house.db, telegramId)).toMatchObject({ state: 'active' });
    expect(broker.loggedOut).toEqual([]);
    expect(house.logged()).toContain('the chat was not told');
  });

  test('when the link cannot be stored, the page still works and the session is ended', async () => {
    const { token, telegramId, broker } = await open();
    await sql`alter table broker_link add constraint nothing_fits check (telegram_id < 0) not valid`.execute(house.db);
    const { status, body } = await house.post('/link/login', { token, ...typed });
    await sql`alter table broker_link drop constraint nothing_fits`.execute(house.db);
    expect([status, body.kind]).toEqual([500, 'oops']);
    expect(broker.loggedOut).toEqual(['ssid-1']);
    expect((await house.post('/link/login', { token, ...typed })).body.kind).toBe('linked');
    expect(await findLink(house.db, telegramId)).toMatchObject({ state: 'active' });
  });

  test('an old page says it is no longer valid', async () => {
    const { token, broker } = await open();
    house.clock.nowMs += 10 * 60_000;
    const { status, body } = await house.post('/link/login', { token, ...typed });
    expect([status, body.kind, body.isFinal]).toEqual([410, 'gone', true]);
    expect(body.text).toContain('/link');
    expect(broker.logins).toEqual([]);
  });

  test('a page that grows old while the broker thinks links nothing', async () => {
    const { token, telegramId, broker } = await open({
      connect: async () => {
        house.clock.nowMs += 10 * 60_000;
      },
    });
    expect((await house.post('/link/login', { token, ...typed })).body.kind).toBe('gone');
    expect(await findLink(house.db, telegramId)).toBeNull();
    expect(broker.loggedOut).toEqual(['ssid-1']);
  });

  test('a password reaches the broker exactly as typed', async () => {
    const { token, broker } = await open({ login: async () => ({ kind: 'wrong_credentials' }) });
    const passwords = ['  two spaces  ', 'line\nbreak\t"quote\'', 'ção🕯️\u200b', 'x'.repeat(1024)];
    for (const [at, password] of passwords.entries())
      await house.post('/link/login', { token, identifier: `ana${at}@example.test`, password });
    expect(broker.logins).toEqual(passwords);
  });
});

describe('what goes wrong', () => {
  test('after a refused password that account waits ten minutes, on every page and over a restart', async () => {
    const { telegramId, token } = await open({ login: async () => ({ kind: 'wrong_credentials' }) });
    const refused = await house.post('/link/login', { token, ...typed });
    expect([refused.body.kind, refused.body.text.includes('10 minutos')]).toEqual(['wrong_credentials', true]);
    house.clock.nowMs += 61_000;
    const again = await house.post('/link/login', { token, ...typed, identifier: ' ANA@example.test' });
    expect([again.status, again.body.kind, again.headers.get('retry-after')]).toEqual([429, 'resting', '540']);
    expect(again.body.text).toContain('9 minutos');
    const { nowMs } = house.clock;
    await house[Symbol.asyncDispose]();

    const broker = scriptedBroker({ login: async () => ({ kind: 'in', sessionToken: 'ssid-1' }) });
    house = await openLinkHouse({ database, broker: () => broker });
    house.clock.nowMs = nowMs;
    const onAnother = async () =>
      await house.post('/link/login', { token: await house.openPage(telegramId), ...typed });
    expect((await onAnother()).body.kind).toBe('resting');
    expect(broker.logins).toEqual([]);
    const other = { token: await house.openPage(telegramId), ...typed, identifier: 'bia@example.test' };
    expect((await house.post('/link/login', other)).body.kind).toBe('linked');
    house.clock.nowMs += 9 * 60_000;
    expect((await onAnother()).body.kind).toBe('linked');
  });

  test('the pause that the broker asks for is kept when it is longer', async () => {
    const { telegramId, broker } = await open({ login: async () => ({ kind: 'limited', retryAfterSeconds: 1_800 }) });
    const logIn = async () => await house.post('/link/login', { token: await house.openPage(telegramId), ...typed });
    expect((await logIn()).body.kind).toBe('limited');
    house.clock.nowMs += 29 * 60_000;
    expect((await logIn()).body.kind).toBe('resting');
    expect(broker.logins).toHaveLength(1);
  });

  test('five wrong passwords end the page', async () => {
    const { token, broker } = await open({ login: async () => ({ kind: 'wrong_credentials' }) });
    const kinds: string[] = [];
    for (let i = 0; i < 7; i++) {
      kinds.push((await house.post('/link/login', { token, ...typed, identifier: `ana${i}@example.test` })).body.kind);
    }
    expect(kinds).toEqual([...Array(5).fill('wrong_credentials'), 'exhausted', 'exhausted']);
    expect(broker.logins).toHaveLength(5);
  });

  test('ten wrong passwords of one person in an hour lock them out, over all their pages, and nobody else', async () => {
    const { telegramId, broker } = await open({ login: async () => ({ kind: 'wrong_credentials' }) });
    let tries = 0;
    const guess = async (person: number) => {
      const token = await house.openPage(person);
      tries += 1;
      const identifier = `guess${tries}@example.test`;
      return await house.post('/link/login', { token, ...typed, identifier });
    };
    for (let i = 0; i < 10; i++) expect((await guess(telegramId)).body.kind).toBe('wrong_credentials');
    house.clock.nowMs += 50 * 60_000;
    const locked = await guess(telegramId);
    expect([locked.status, locked.body.kind, locked.headers.get('retry-after')]).toEqual([429, 'locked', '600']);
    expect(locked.body.text).toContain('10 minutos');
    expect(broker.logins).toHaveLength(10);
    expect((await guess(await house.meet('Bia', 'pt'))).body.kind).toBe('wrong_credentials');
    house.clock.nowMs += 10 * 60_000 + 1;
    expect((await guess(telegramId)).body.kind).toBe('wrong_credentials');
  });

  test('a sixth account finds no room, and its session is ended; one that is there already may come again', async () => {
    let session = 0;
    const { telegramId, broker } = await open({
      login: async () => ({ kind: 'in', sessionToken: `s${session}` }),
    });
    const linkNext = async (to: number) => {
      session = to;
      return await house.post('/link/login', { token: await house.openPage(telegramId), ...typed });
    };
    for (let i = 1; i <= 5; i++) expect((await linkNext(i)).body.kind).toBe('linked');
    const { status, body } = await linkNext(6);
    expect([status, body.kind, body.text.includes('/unlink')]).toEqual([409, 'full', true]);
    expect(broker.loggedOut).toEqual(['s6']);
    expect((await linkNext(3)).body.kind).toBe('linked');
    expect(await linksOf(house.db, telegramId)).toHaveLength(5);
  });

  test('twenty passwords at once are still five', async () => {
    const { token, broker } = await open({ login: async () => ({ kind: 'wrong_credentials' }) });
    await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        house.post('/link/login', { token, ...typed, identifier: `ana${at}@example.test` }),
      ),
    );
    expect(broker.logins).toHaveLength(5);
  });

  test('trouble at the broker costs no attempt', async () => {
    const { token } = await open({ login: async () => ({ kind: 'unavailable', detail: 'HTTP 502' }) });
    for (let i = 0; i < 8; i++) {
      expect((await house.post('/link/login', { token, ...typed })).body.kind).toBe('unavailable');
    }
    expect(house.logged()).toContain('HTTP 502');
  });

  test('a broker that takes the password and then hangs up is unavailable, and its session is ended', async () => {
    const { token, broker } = await open({
      connect: async () => {
        throw new AppError('BROKER_TIMEOUT', { message: 'silence' });
      },
    });
    const { status, body } = await house.post('/link/login', { token, ...typed });
    expect([status, body.kind]).toEqual([503, 'unavailable']);
    expect(broker.loggedOut).toEqual(['ssid-1']);
  });

  test('an account that confirms in the app only is told so; one that also has e-mail gets an e-mail', async () => {
    const asked: string[] = [];
    let methods = ['push'];
    const { token } = await open({
      login: async () => ({ kind: 'second_factor', challenge: { token: 'T0', method: 'push', methods } }),
      sendCode: async (challenge) => {
        asked.push(challenge.method);
        return { kind: 'second_factor', challenge };
      },
    });
    expect((await house.post('/link/login', { token, ...typed })).body.kind).toBe('push_only');
    methods = ['push', 'email'];
    const { body } = await house.post('/link/login', { token, ...typed });
    expect(body).toEqual({ kind: 'second_factor', method: 'email' });
    expect(asked).toEqual(['email']);
  });

  test('a code without a login before it starts again', async () => {
    const { token } = await open();
    expect((await house.post('/link/code', { token, code: '123456' })).body.kind).toBe('start_again');
  });

  test('after a reload the page still waits for the code', async () => {
    const { token } = await open({
      login: async () => ({ kind: 'second_factor', challenge: { token: 'T0', method: 'sms', methods: ['sms'] } }),
    });
    await house.post('/link/login', { token, ...typed });
    expect((await house.post('/link/open', { token })).body.method).toBe('sms');
  });

  test('the pause the broker asks for is told in minutes', async () => {
    const { token } = await open({ login: async () => ({ kind: 'limited', retryAfterSeconds: 61 }) });
    const { status, body, headers } = await house.post('/link/login', { token, ...typed });
    expect([status, headers.get('retry-after')]).toEqual([429, '120']);
    expect(body.text).toContain('2 minutos');
  });

  test('a token nobody got answers word for word like one that is too old', async () => {
    const { token } = await open();
    const stranger = await house.post('/link/open', { token: 'A'.repeat(43) });
    house.clock.nowMs += 10 * 60_000;
    const old = await house.post('/link/open', { token });
    expect([old.status, old.body]).toEqual([stranger.status, stranger.body]);
  });

  test('guessing is slowed down and noticed, and a true link still opens', async () => {
    const { token } = await open();
    const kinds = new Map<string, number>();
    for (let i = 0; i < 25; i++) {
      const { body } = await house.post('/link/open', { token: `${i}`.padStart(43, 'A') });
      kinds.set(body.kind, (kinds.get(body.kind) ?? 0) + 1);
    }
    expect(Object.fromEntries(kinds)).toEqual({ gone: 20, too_many: 5 });
    expect(house.logged()).toContain('link tokens are being guessed');
    expect((await house.post('/link/open', { token })).body.kind).toBe('open');
  });

  test('what is forgiven is forgiven once, however many processes serve the pages', async () => {
    const { token, telegramId } = await open();
    const other = await openLinkHouse({ database, broker: () => scriptedBroker() });
    const kindOn = async (one: LinkHouse, opened: string) =>
      (await one.post('/link/open', { token: opened })).body.kind;
    for (let i = 0; i < 20; i++) await kindOn(house, `${i}`.padStart(43, 'B'));
    expect(await kindOn(other, 'C'.repeat(43))).toBe('too_many');
    for (let i = 0; i < 30; i++) expect(await kindOn(i % 2 === 0 ? house : other, token)).toBe('open');
    expect([await kindOn(house, token), await kindOn(other, token)]).toEqual(['too_many', 'too_many']);
    expect(await kindOn(other, await house.openPage(telegramId))).toBe('open');
    await other[Symbol.asyncDispose]();
  });

  test('a flood from one address is told to wait', async () => {
    await open();
    const statuses = await Promise.all(Array.from({ length: 130 }, async () => (await house.get('/link')).status));
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    expect((await house.get('/healthz')).status).toBe(200);
  });

  test('without https nobody can pretend to be another address', async () => {
    await open();
    const spoof = (i: number) => house.get('/link', { 'x-forwarded-for': `10.0.0.${i}` });
    const statuses = await Promise.all(Array.from({ length: 130 }, async (_, i) => (await spoof(i)).status));
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });
});

describe('malformed requests', () => {
  test('posts from another site, or from none, are refused before anything happens', async () => {
    const { token, broker } = await open();
    for (const origin of ['https://evil.test', 'null', `${house.publicUrl}.evil.test`, '']) {
      const { status, body } = await house.post('/link/login', { token, ...typed }, { origin });
      expect([status, body.kind], origin).toEqual([403, 'foreign']);
    }
    expect(broker.logins).toEqual([]);
  });

  test('only small JSON of the right shape is read', async () => {
    const { token, broker } = await open();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const cases: [unknown, Record<string, string>, number][] = [
      ['{"token":', {}, 400],
      ['', {}, 400],
      ['[]', {}, 400],
      ['null', {}, 400],
      [`{"__proto__":{"isAdmin":true},"token":"${token}"}`, {}, 400],
      [{ token, identifier: 7, password: 'x' }, {}, 400],
      [{ token, identifier: 'a', password: '' }, {}, 400],
      [{ token, identifier: ' ', password: 'x' }, {}, 400],
      [{ token, identifier: 'a', password: 'x'.repeat(1025) }, {}, 400],
      [{ token: [token], ...typed }, {}, 400],
      [{ ...typed }, {}, 400],
      [{ token: `${token}' or 1=1`, ...typed }, {}, 400],
      [{ token, ...typed, padding: 'x'.repeat(9_000) }, {}, 413],
      [`token=${token}`, form, 415],
      [JSON.stringify({ token, ...typed }), { 'content-type': 'text/plain' }, 415],
    ];
    for (const [body, headers, status] of cases) {
      const answer = await house.post('/link/login', body, headers);
      expect([answer.status, answer.body.kind], JSON.stringify(body).slice(0, 60)).toEqual([status, 'bad_input']);
    }
    expect(broker.logins).toEqual([]);
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });

  test('a surprise is an apology with a report id that the log knows, and nothing more', async () => {
    const { token } = await open({
      login: async () => {
        throw new Error('secret detail at /some/path');
      },
    });
    const { status, body } = await house.post('/link/login', { token, ...typed });
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('secret detail');
    const reportId = body.text.match(/[0-9a-f]{10}/)?.[0];
    expect(reportId).toBeDefined();
    expect(house.logged()).toContain(`"reportId":"${reportId}"`);
  });
});

describe('behind https', () => {
  const publicUrl = 'https://catalogador.example.test';

  async function openBehindProxy() {
    const authorizeUrl = () => 'https://broker.example.test/authorize';
    const refuse = async () => ({ kind: 'wrong_code' }) as const;
    const broker = { ...scriptedBroker(), oauth: { authorizeUrl, exchange: refuse, renew: refuse } };
    house = await openLinkHouse({ database, broker: () => broker, publicUrl });
    return await house.openPage(await house.meet('Ana', 'pt'));
  }

  test('browsers are told to stay on https', async () => {
    await openBehindProxy();
    const { headers } = await house.get('/link');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  });

  test('the cookie of an OAuth journey belongs to this host alone', async () => {
    const token = await openBehindProxy();
    const { headers } = await house.post('/link/oauth', { token }, { origin: publicUrl });
    expect(headers.get('set-cookie')).toMatch(
      /^__Host-link=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  test('people behind the one proxy are told apart, and cannot add a hop to hide', async () => {
    await openBehindProxy();
    const visit = (from: string) => house.get('/link', { 'x-forwarded-for': from });
    const own = Array.from({ length: 100 }, async (_, i) => (await visit(`198.51.100.${i}`)).status);
    expect(new Set(await Promise.all(own))).toEqual(new Set([200]));
    const hiding = Array.from({ length: 130 }, async (_, i) => (await visit(`10.0.0.${i}, 203.0.113.9`)).status);
    expect((await Promise.all(hiding)).filter((status) => status === 429)).toHaveLength(10);
  });
});

describe('health', () => {
  test('the measures are not on the port of the public', async () => {
    await open();
    expect((await house.get('/metrics')).status).toBe(404);
  });

  test('alive and ready while the database answers', async () => {
    await open();
    expect((await house.get('/healthz')).body).toEqual({ alive: true });
    const nobody = 'nobody listens there';
    const dependencies = { database: 'ok', schema: 'ok', telegram: nobody, broker: nobody };
    expect((await house.get('/readyz')).body).toEqual({ ready: true, dependencies });
  });

  test('alive and not ready when the database is gone', async () => {
    await open();
    await house.db.destroy();
    expect((await house.get('/healthz')).body).toEqual({ alive: true });
    const { status, body } = await house.get('/readyz');
    expect([status, body]).toMatchObject([
      503,
      { ready: false, dependencies: { database: expect.not.stringMatching('ok') } },
    ]);
  });

  test('without the database a person gets an apology, not its details', async () => {
    const { token } = await open();
    await house.db.destroy();
    const { status, body } = await house.post('/link/open', { token });
    expect([status, body.kind, Object.keys(body)]).toEqual([500, 'oops', ['kind', 'text', 'isFinal']]);
  });
});
