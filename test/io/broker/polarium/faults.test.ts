import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BrokerSession } from '#io/broker/broker.ts';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { type BrokerSimulator, startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import { tokenOf } from '#test/support/broker-contract.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const MINUTE_MS = 60_000;
const EURUSD_OTC = 76;
const ANA = { identifier: 'ana@example.test', password: 'correct horse' };

describe('the Polarium client when the broker misbehaves', () => {
  const nowMs = Date.UTC(2026, 10, 20, 12, 0, 30);
  const range = { timeframeSeconds: 60, fromMs: nowMs - 600 * MINUTE_MS, toMs: nowMs - MINUTE_MS / 2 };
  const request = { ...range, brokerAssetId: EURUSD_OTC };
  let simulator: BrokerSimulator;
  let warnings: object[] = [];
  let session: BrokerSession | null = null;

  beforeAll(async () => {
    simulator = await startBrokerSimulator({ nowMs: () => nowMs });
  });
  afterEach(async () => {
    await session?.close();
    session = null;
    simulator.faults.clear();
    simulator.log.clear();
    warnings = [];
  });
  afterAll(() => simulator.close());

  async function connect(timings = {}): Promise<BrokerSession> {
    const log = { info: () => {}, warn: (fields: object) => void warnings.push(fields) };
    const { apiUrl, webSocketUrl } = simulator;
    const quick = { requestMs: 1_000, reconnectFirstMs: 10, reconnectMaxMs: 100, ...timings };
    const broker = createPolarium({
      apiUrl,
      webSocketUrl,
      platformId: 82,
      requestTimeoutSeconds: 1,
      timings: quick,
      log,
    });
    session = await broker.connect(await tokenOf(broker, ANA));
    return session;
  }

  const truth = () => simulator.truth('EURUSD-OTC', range);

  test.each(['malformed', 'truncated', 'nan'] as const)('a %s answer is dropped and asked for again', async (kind) => {
    const open = await connect();
    simulator.faults.set({ spoil: { kind, times: 1 } });
    expect(await open.candles(request)).toEqual(truth());
    expect(simulator.log.count('get-candles')).toBe(2);
    expect(simulator.log.count('connection')).toBe(1);
    expect(warnings).toContainEqual(expect.objectContaining({ why: 'not a frame of this protocol', droppedFrames: 1 }));
  });

  test('a broker that only sends rubbish is a timeout, not a crash', async () => {
    const open = await connect({ requestMs: 100 });
    simulator.faults.set({ spoil: { kind: 'malformed', times: 100 } });
    await expect(open.candles(request)).rejects.toMatchObject({ code: 'BROKER_TIMEOUT' });
    expect(open.isAlive).toBe(true);
  });

  test('a 10 MB frame costs the connection, not the request', async () => {
    const open = await connect();
    simulator.faults.set({ spoil: { kind: 'huge', times: 1 } });
    expect(await open.candles(request)).toEqual(truth());
    expect(simulator.log.count('connection')).toBe(2);
    expect(warnings).toContainEqual(expect.objectContaining({ why: 'too large' }));
  });

  test('answers of a wrong type are a refusal, so that nobody takes them for an empty market', async () => {
    const open = await connect();
    simulator.faults.set({ spoil: { kind: 'wrong_types', times: 2 } });
    await expect(open.candles(request)).rejects.toMatchObject({ code: 'BROKER_REFUSED' });
    await expect(open.balances()).rejects.toMatchObject({ code: 'BROKER_REFUSED' });
  });

  test('a socket cut while pages are on their way loses nothing and doubles nothing', async () => {
    const open = await connect();
    const long = { ...request, fromMs: nowMs - 5_000 * MINUTE_MS };
    simulator.faults.set({ delayMs: 50 });
    const candles = open.candles(long);
    await waitUntil('the first page is asked', () => simulator.log.count('get-candles') > 0);
    simulator.dropConnections();
    expect(await candles).toEqual(simulator.truth('EURUSD-OTC', { ...range, fromMs: long.fromMs }));
    expect(simulator.log.count('connection')).toBe(2);
  });

  test('doubled, late and swapped answers reach the right question once', async () => {
    const open = await connect();
    simulator.faults.set({ duplicateAnswers: true, outOfOrder: true, unknownEvents: true, numericIds: true });
    const [candles, profile, balances] = await Promise.all([open.candles(request), open.profile(), open.balances()]);
    expect(candles).toEqual(truth());
    expect(profile.displayName).toBe('Ana Souza');
    expect(balances).toHaveLength(2);
  });

  test('candles doubled, revised and in no order come out sorted, the first of each time', async () => {
    const open = await connect();
    simulator.faults.set({ shuffledCandles: true });
    expect(await open.candles(request)).toEqual(truth());
  });

  test('a candle missing in the middle stays missing, ids with a hole do not matter', async () => {
    const open = await connect();
    simulator.faults.set({ missingCandle: true, idHole: true });
    const expected = truth().filter((_, index, all) => index !== Math.floor(all.length / 2));
    expect(await open.candles(request)).toEqual(expected);
  });

  test('never asks for more than a thousand candles or more than three pages at a time', async () => {
    const open = await connect();
    simulator.faults.set({ delayMs: 200 });
    const candles = open.candles({ ...request, fromMs: nowMs - 10_000 * MINUTE_MS });
    await waitUntil('three pages are asked', () => simulator.log.count('get-candles') >= 3);
    expect(simulator.log.count('get-candles')).toBe(3);
    expect(await candles).toHaveLength(
      simulator.truth('EURUSD-OTC', { ...range, fromMs: nowMs - 10_000 * MINUTE_MS }).length,
    );
    expect(simulator.log.count('get-candles')).toBe(10);
  });

  test('an asset that lost its routing is empty while others go on', async () => {
    const open = await connect();
    simulator.faults.set({ notFoundAssets: [EURUSD_OTC] });
    expect(await open.candles({ ...request, fromMs: nowMs - 20_000 * MINUTE_MS })).toEqual([]);
    expect(await open.candles({ ...request, brokerAssetId: 77 })).toEqual(simulator.truth('EURGBP-OTC', range));
  });

  test('cancelling stops asking', async () => {
    const open = await connect();
    simulator.faults.set({ delayMs: 100 });
    const cancel = new AbortController();
    const candles = open.candles({ ...request, fromMs: nowMs - 40_000 * MINUTE_MS, signal: cancel.signal });
    await waitUntil('the first page is asked', () => simulator.log.count('get-candles') > 0);
    cancel.abort();
    await expect(candles).rejects.toMatchObject({ code: 'CANCELED' });
    expect(simulator.log.count('get-candles')).toBe(3);
  });

  test('silence is death within the agreed time, and the line comes back', async () => {
    simulator.faults.set({ silentClock: true });
    const open = await connect({ silenceMs: 100 });
    await waitUntil('it connects again', () => simulator.log.count('connection') >= 2);
    simulator.faults.clear();
    expect((await open.profile()).displayName).toBe('Ana Souza');
  });

  test('a hundred sockets dropped at once all come back, and each goes on as itself', async () => {
    const { apiUrl, webSocketUrl } = simulator;
    const timings = { reconnectFirstMs: 10 };
    const broker = createPolarium({ apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 10, timings });
    const token = await tokenOf(broker, ANA);
    const crowd = await Promise.all(Array.from({ length: 100 }, () => broker.connect(token)));
    simulator.log.clear();
    simulator.dropConnections();
    await waitUntil('all are back', () => simulator.log.count('authenticate') === 100);
    const names = await Promise.all(crowd.map(async (one) => (await one.profile()).displayName));
    expect(new Set(names)).toEqual(new Set(['Ana Souza']));
    await Promise.all(crowd.map((one) => one.close()));
    await waitUntil('all are gone', () => simulator.openConnections === 0);
  });

  test('a broker that is away is unavailable, and the same session works when it is back', async () => {
    const open = await connect({ requestMs: 200 });
    simulator.faults.set({ down: true });
    await expect(open.profile()).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
    expect(open.isAlive).toBe(true);
    simulator.faults.clear();
    await waitUntil('it connects again', () => simulator.openConnections === 1);
    expect((await open.profile()).displayName).toBe('Ana Souza');
  });

  test('a session revoked while connected ends at the next reconnect and is not tried again', async () => {
    const open = await connect();
    simulator.faults.set({ refuseAuthentication: true });
    simulator.dropConnections();
    await waitUntil('the session is over', () => !open.isAlive);
    await expect(open.profile()).rejects.toMatchObject({ code: 'BROKER_SESSION_OVER' });
    expect(simulator.log.count('authenticate')).toBe(2);
  });

  test('a socket cut before the authentication is unavailable, not a dead session', async () => {
    simulator.faults.set({ dropAfterFrames: 0 });
    await expect(connect({ requestMs: 200 })).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
  });

  test('a port where nobody listens is unavailable', async () => {
    const nowhere = { apiUrl: 'http://127.0.0.1:1', webSocketUrl: 'ws://127.0.0.1:1/echo/websocket' };
    const timings = { loginPauseMs: 1 };
    const broker = createPolarium({ ...nowhere, platformId: 82, requestTimeoutSeconds: 1, timings });
    expect(await broker.login(ANA)).toEqual({ kind: 'unavailable', detail: 'no answer' });
    await expect(broker.connect('any')).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
  });
});
