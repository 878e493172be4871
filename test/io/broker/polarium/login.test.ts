import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Broker } from '#io/broker/broker.ts';
import { createPkce } from '#io/broker/pkce.ts';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { startBrokerSimulator } from '#io/broker/simulator/simulator.ts';

const ANA = { identifier: 'ana@example.test', password: 'correct horse' };

interface Scripted {
  readonly status?: number;
  readonly body?: string | object;
  readonly headers?: Record<string, string>;
}

describe('logging in at Polarium', () => {
  let server: Server | null = null;
  let asked: { path: string; body: string; cookie: string | undefined }[] = [];

  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
    server = null;
    asked = [];
  });

  /** A broker whose API gives these answers, one after the other. */
  async function answering(...answers: Scripted[]): Promise<Broker> {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      asked.push({ path: request.url ?? '', body, cookie: request.headers.cookie });
      const { status = 200, body: text = '', headers = {} } = answers[asked.length - 1] ?? { status: 500 };
      response.writeHead(status, headers).end(typeof text === 'string' ? text : JSON.stringify(text));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return polariumAt(`http://127.0.0.1:${port}`);
  }

  test('the code in the body speaks before the HTTP status', async () => {
    const broker = await answering(
      { status: 418, body: { code: 'invalid_credentials' } },
      { status: 200, body: { code: 'requests_limit_exceeded', ttl: 42 } },
      { status: 400, body: { code: 'verify', token: 'T0', method: 'sms' } },
    );
    expect(await broker.login(ANA)).toEqual({ kind: 'wrong_credentials' });
    expect(await broker.login(ANA)).toEqual({ kind: 'limited', retryAfterSeconds: 42 });
    expect(await broker.login(ANA)).toEqual({
      kind: 'second_factor',
      challenge: { token: 'T0', method: 'sms', methods: ['sms'] },
    });
  });

  test('older deployments hand the session out as a cookie or inside data', async () => {
    const broker = await answering(
      { body: { code: 'success' }, headers: { 'Set-Cookie': 'ssid=abc123; Path=/' } },
      { body: { data: { ssid: 'def456' } } },
    );
    expect(await broker.login(ANA)).toEqual({ kind: 'in', sessionToken: 'abc123' });
    expect(await broker.login(ANA)).toEqual({ kind: 'in', sessionToken: 'def456' });
  });

  test('newer deployments finish with the code alone', async () => {
    const broker = await answering({ body: { code: 'success', token: 'T2', ssid: 'abc123' } });
    const challenge = { token: 'T1', method: 'email', methods: ['email'] };
    expect(await broker.submitCode({ challenge, code: '123456', credentials: ANA })).toEqual({
      kind: 'in',
      sessionToken: 'abc123',
    });
    expect(asked).toHaveLength(1);
  });

  test('success without a session is no success', async () => {
    const broker = await answering({ body: { code: 'success' } });
    expect(await broker.login(ANA)).toMatchObject({ kind: 'unavailable' });
  });

  test.each(['line\nbreak and "quotes"', 'ünïcödé 🔑 \\ \u0000', 'x'.repeat(1024)])(
    'a strange password arrives as typed, once',
    async (password) => {
      const broker = await answering({ status: 401, body: { code: 'invalid_credentials' } });
      await broker.login({ ...ANA, password });
      expect(asked.map(({ body }) => JSON.parse(body))).toEqual([{ ...ANA, password }]);
    },
  );

  test('a redirect is not followed, so the password goes nowhere else', async () => {
    const broker = await answering({ status: 307, headers: { Location: '/elsewhere' } }, { body: { ssid: 'trap' } });
    expect(await broker.login(ANA)).toEqual({ kind: 'unavailable', detail: 'HTTP 307: ' });
    expect(asked.map(({ path }) => path)).toEqual(['/v2/login']);
  });

  test('an answer that repeats the password does not get it into the detail', async () => {
    const broker = await answering({ status: 500, body: { code: 'oops', message: `bad ${ANA.password}` } });
    expect(JSON.stringify(await broker.login(ANA))).not.toContain(ANA.password);
  });

  test('an endless page is read no further than needed', async () => {
    const broker = await answering({ status: 502, body: 'x'.repeat(5_000_000) });
    expect(await broker.login(ANA)).toEqual({ kind: 'unavailable', detail: `HTTP 502: ${'x'.repeat(100)}` });
  });

  test('a broken-off login is not sent twice', async () => {
    const broker = await answering();
    server?.removeAllListeners('request');
    server?.on('request', (request) => {
      asked.push({ path: request.url ?? '', body: '', cookie: undefined });
      request.socket.destroy();
    });
    expect(await broker.login(ANA)).toEqual({ kind: 'unavailable', detail: 'no answer' });
    expect(asked).toHaveLength(1);
  });

  test('logging out sends the session as a cookie', async () => {
    const broker = await answering({ body: { code: 'success' } });
    await broker.logout('abc123');
    expect(asked).toEqual([{ path: '/v2/logout', body: '', cookie: 'ssid=abc123' }]);
  });
});

describe('the doors of the simulator as the client sees them', () => {
  test.each([
    ['dani@example.test', { kind: 'captcha' }],
    ['eva@example.test', { kind: 'unavailable', detail: expect.stringContaining('HTTP 502') }],
  ])('%s ends as scripted', async (identifier, ending) => {
    await using house = await open();
    expect(await house.broker.login({ identifier, password: 'any' })).toEqual(ending);
  });

  test('six wrong passwords lock the account for a while', async () => {
    await using house = await open();
    const wrong = () => house.broker.login({ ...ANA, password: 'guess' });
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await wrong()).toEqual({ kind: 'wrong_credentials' });
    expect(await wrong()).toMatchObject({ kind: 'limited' });
    expect(await house.broker.login(ANA)).toMatchObject({ kind: 'limited' });
  });

  test('after logging out the session is over', async () => {
    await using house = await open();
    const outcome = await house.broker.login(ANA);
    if (outcome.kind !== 'in') throw new Error(outcome.kind);
    await house.broker.logout(outcome.sessionToken);
    await expect(house.broker.connect(outcome.sessionToken)).rejects.toMatchObject({ code: 'BROKER_SESSION_OVER' });
  });

  test('a session outlives a restart of the simulator', async () => {
    const first = await open();
    const outcome = await first.broker.login({ identifier: 'zeca@trader.test', password: 'polarium' });
    if (outcome.kind !== 'in') throw new Error(outcome.kind);
    await first[Symbol.asyncDispose]();
    await using second = await open();
    const session = await second.broker.connect(outcome.sessionToken);
    expect((await session.profile()).displayName).toMatch(/^Trader \d+$/);
    await session.close();
  });

  test('OAuth: the code works once, with the right verifier, and its token opens a session', async () => {
    await using house = await open();
    const { oauth } = house.broker;
    if (!oauth) throw new Error('OAuth is configured.');
    const redirectUri = 'http://127.0.0.1:9/back';
    const { verifier, challenge } = createPkce();
    const codeOf = async () => {
      const url = oauth.authorizeUrl({ redirectUri, state: 'st', codeChallenge: challenge });
      expect((await fetch(url)).status).toBe(200);
      const form = new URLSearchParams(ANA);
      const back = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
      const location = new URL(back.headers.get('location') ?? '');
      expect(location.searchParams.get('state')).toBe('st');
      return location.searchParams.get('code') ?? '';
    };
    const code = await codeOf();
    const outcome = await oauth.exchange({ code, redirectUri, codeVerifier: verifier });
    if (outcome.kind !== 'in') throw new Error(outcome.kind);
    const session = await house.broker.connect(outcome.sessionToken);
    expect((await session.profile()).displayName).toBe('Ana Souza');
    await session.close();
    const again = await oauth.exchange({ code, redirectUri, codeVerifier: verifier });
    const stolen = await oauth.exchange({ code: await codeOf(), redirectUri, codeVerifier: createPkce().verifier });
    expect([again, stolen]).toEqual([{ kind: 'wrong_code' }, { kind: 'wrong_code' }]);
  });

  async function open() {
    const simulator = await startBrokerSimulator();
    const broker = polariumAt(simulator.apiUrl, simulator.webSocketUrl);
    return { broker, [Symbol.asyncDispose]: () => simulator.close() };
  }
});

function polariumAt(apiUrl: string, webSocketUrl = 'ws://127.0.0.1:1'): Broker {
  const oauth = { clientId: '4711', clientSecret: null };
  return createPolarium({ apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 5, oauth });
}
