import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPkce } from '#io/broker/pkce.ts';
import { type BrokerSimulator, startBrokerSimulator } from '#io/broker/simulator/simulator.ts';

/**
 * The platform's own public SDK (quadcode/client-sdk-js, built to dist/index.js) as referee of our simulator:
 * what it accepts, a client of the real platform accepts. Set QUADCODE_SDK to the built file to run this.
 */
const sdkPath = process.env.QUADCODE_SDK;
if (!sdkPath) console.info('sdk-referee left out: QUADCODE_SDK does not name a built client SDK.');

const PLATFORM_ID = 82;
const EURUSD_OTC = 76;

// biome-ignore lint/suspicious/noExplicitAny: the SDK is not a dependency, so its types are not here.
type Sdk = any;

describe.skipIf(!sdkPath)('the platform SDK on our simulator', () => {
  let simulator: BrokerSimulator;
  let library: Sdk;
  const opened: Sdk[] = [];

  beforeAll(async () => {
    simulator = await startBrokerSimulator();
    library = await import(sdkPath as string);
  });
  afterAll(async () => {
    await Promise.all(opened.map((sdk) => sdk.shutdown()));
    await simulator.close();
  });

  async function create(auth: unknown): Promise<Sdk> {
    const options = { host: simulator.apiUrl };
    const sdk = await library.ClientSdk.create(simulator.webSocketUrl, PLATFORM_ID, auth, options);
    opened.push(sdk);
    return sdk;
  }

  async function ssidOf(identifier: string, password: string): Promise<string> {
    const body = JSON.stringify({ identifier, password });
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(`${simulator.apiUrl}/v2/login`, { method: 'POST', headers, body });
    return ((await response.json()) as { ssid: string }).ssid;
  }

  const ana = () => create(new library.LoginPasswordAuthMethod(simulator.apiUrl, 'ana@example.test', 'correct horse'));

  test('logs in by session id', async () => {
    const ssid = await ssidOf('zeca@trader.test', 'polarium');
    const sdk = await create(new library.SsidAuthMethod(ssid));
    expect(sdk.userProfile.email).toBe('zeca@trader.test');
  });

  test('logs in by password', async () => {
    const sdk = await ana();
    expect(sdk.userProfile).toMatchObject({ userId: 700100200, firstName: 'Ana', lastName: 'Souza' });
  });

  test('is refused with an unknown session and with a wrong password', async () => {
    const wrong = new library.LoginPasswordAuthMethod(simulator.apiUrl, 'ana@example.test', 'nope');
    await expect(create(new library.SsidAuthMethod('expired'))).rejects.toThrow('authentication is failed');
    await expect(create(wrong)).rejects.toThrow('authentication is failed');
  });

  test('refreshes an expired OAuth token and goes on with the new one', async () => {
    const kept = { accessToken: 'expired', refreshToken: await refreshTokenOf(simulator) };
    const tokensStorage = { get: async () => kept, set: async (tokens: object) => Object.assign(kept, tokens) };
    const redirectUri = 'http://127.0.0.1/back';
    const options = { apiBaseUrl: simulator.apiUrl, clientId: 4711, clientSecret: 's', redirectUri, tokensStorage };
    const sdk = await create(new library.OAuthMethod({ ...options, scope: 'full offline_access' }));
    expect(sdk.userProfile.userId).toBe(700100200);
    expect(kept.accessToken).not.toBe('expired');
  });

  test('lists blitz, turbo, binary and digital assets with their payouts', async () => {
    const sdk = await ana();
    const blitz = (await sdk.blitzOptions()).getActives();
    const turbo = (await sdk.turboOptions()).getActives();
    const binary = (await sdk.binaryOptions()).getActives();
    const digital = (await sdk.digitalOptions()).getUnderlyingsAvailableForTradingAt(new Date());
    expect(turbo.length).toBeGreaterThan(70);
    expect(blitz.length).toBeGreaterThan(40);
    expect(binary.length).toBeGreaterThan(70);
    expect(digital.length).toBeGreaterThan(40);
    expect(blitz.find((active: Sdk) => active.id === EURUSD_OTC).profitPercent()).toBe(88);
    expect(turbo.find((active: Sdk) => active.id === EURUSD_OTC).profitCommissionPercent).toBe(11);
  });

  test('reads the details of an asset with its translated name', async () => {
    const active = await (await (await ana()).actives()).getActive(EURUSD_OTC);
    expect(active).toMatchObject({ id: EURUSD_OTC, isOtc: true });
  });

  test('fetches candles by every form of a range', async () => {
    const candles = await (await ana()).candles();
    const to = Math.floor(Date.now() / 60_000) * 60 - 1;
    const last = await candles.getCandles(EURUSD_OTC, 60, { to, count: 1000 });
    expect(last).toHaveLength(1000);
    expect(last.at(-1).from).toBe(to - 59);
    const from = last[100].from;
    const ranged = await candles.getCandles(EURUSD_OTC, 60, { from, to: last[109].from });
    expect(ranged).toEqual(last.slice(100, 110));
    const byId = await candles.getCandles(EURUSD_OTC, 60, { fromId: last[5].id, toId: last[24].id });
    expect(byId).toEqual(last.slice(5, 25));
    const closed = await candles.getCandles(EURUSD_OTC, 60, { count: 3, onlyClosed: true });
    expect(closed).toHaveLength(3);
    expect(closed.at(-1).to * 1000).toBeLessThanOrEqual(Date.now());
  });

  test('sees the candles the simulator calls true', async () => {
    const candles = await (await ana()).candles();
    const toMs = Math.floor(Date.now() / 60_000) * 60_000;
    const fromMs = toMs - 200 * 60_000;
    const seen = await candles.getCandles(EURUSD_OTC, 60, { from: fromMs / 1000, to: toMs / 1000 - 60 });
    const truth = simulator.truth('EURUSD-OTC', { timeframeSeconds: 60, fromMs, toMs });
    expect(
      seen.map((c: Sdk) => ({ openMs: c.from * 1000, open: c.open, high: c.max, low: c.min, close: c.close })),
    ).toEqual(truth);
  });

  test('reads the field of a refused request', async () => {
    const candles = await (await ana()).candles();
    const from = Math.floor(Date.now() / 1000) + 86_400;
    await expect(candles.getCandles(EURUSD_OTC, 60, { from })).rejects.toThrow('from must not be in the future');
  });

  test('reads balances', async () => {
    const balances = (await (await ana()).balances()).getBalances();
    expect(balances.map((balance: Sdk) => [balance.type, balance.amount, balance.currency])).toEqual([
      ['real', 152.3, 'BRL'],
      ['demo', 10000, 'USD'],
    ]);
  });

  test('draws a chart and follows its last candle', async () => {
    const layer = await (await ana()).realTimeChartDataLayer(EURUSD_OTC, 5);
    const past = await layer.fetchCandles(Math.floor(Date.now() / 1000), 50);
    expect(past.length).toBeGreaterThanOrEqual(50);
    const live: { from: number; id: number }[] = [];
    layer.subscribeOnLastCandleChanged((candle: { from: number; id: number }) => live.push(candle));
    const deadlineMs = Date.now() + 20_000;
    while (new Set(live.map((candle) => candle.from)).size < 2 && Date.now() < deadlineMs) await sleep(50);
    const ids = [...new Set(live.map((candle) => candle.id))];
    expect(ids[1]).toBe((ids[0] ?? 0) + 1);
  });

  test('comes back by itself after a cut, subscriptions included', async () => {
    const sdk = await ana();
    const states: string[] = [];
    (await sdk.wsConnectionState()).subscribeOnStateChanged((_: unknown, state: string) => states.push(state));
    const before = simulator.log.count('authenticate');
    simulator.dropConnections();
    const deadlineMs = Date.now() + 10_000;
    while (simulator.log.count('authenticate') === before && Date.now() < deadlineMs) await sleep(20);
    const candles = await (await sdk.candles()).getCandles(EURUSD_OTC, 60, { count: 5 });
    expect(candles).toHaveLength(5);
  });
});

/** A refresh token, got the way a browser gets one. */
async function refreshTokenOf(simulator: BrokerSimulator): Promise<string> {
  const redirect_uri = 'http://127.0.0.1/back';
  const { verifier: code_verifier, challenge } = createPkce();
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: '4711',
    redirect_uri,
    scope: 'full offline_access',
    state: 's',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  const page = await fetch(`${simulator.apiUrl}/auth/oauth.v5/authorize?${query}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ identifier: 'ana@example.test', password: 'correct horse' }),
  });
  const code = new URL(page.headers.get('location') ?? '').searchParams.get('code');
  const response = await fetch(`${simulator.apiUrl}/auth/oauth.v5/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ grant_type: 'authorization_code', code, redirect_uri, client_id: 4711, code_verifier }),
  });
  return ((await response.json()) as { refresh_token: string }).refresh_token;
}
