import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Seconds } from '#engine/index.ts';
import type { Breaker } from '#io/broker/breaker.ts';
import type { Broker, BrokerSession } from '#io/broker/broker.ts';
import { createHostBreaker } from '#io/broker/guarded.ts';
import { createHandshakes } from '#io/broker/handshakes.ts';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { type BrokerSimulator, startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import type { Limits } from '#io/limits/limits.ts';
import { createMemoryLimits } from '#io/limits/memory-limits.ts';
import { createPostgresLimits } from '#io/limits/postgres-limits.ts';
import { tokenOf } from '#test/support/broker-contract.ts';
import { freshDatabase } from '#test/support/database.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const { database, openAnother } = await freshDatabase();
const ANA = { identifier: 'ana@example.test', password: 'correct horse' };
const PATIENT = new AbortController().signal;
const NOBODY_WAITS = new Promise<void>(() => {});

describe('new connections', () => {
  let simulator: BrokerSimulator;
  let crowd: BrokerSession[];
  beforeEach(async () => {
    simulator = await startBrokerSimulator({ assets: 1 });
    crowd = [];
  });
  afterEach(async () => {
    await Promise.all(crowd.map((session) => session.close()));
    await simulator.close();
  });

  function open({ perSecond, limits = createMemoryLimits(), reconnectFirstMs = 10 }: Parts): Opened {
    const { apiUrl, webSocketUrl } = simulator;
    const host = createHostBreaker({ longestPauseSeconds: 1 as Seconds });
    const handshakes = createHandshakes({ limits, perSecond, host });
    const options = { apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 5, handshakes };
    return { host, broker: createPolarium({ ...options, timings: { reconnectFirstMs, reconnectMaxMs: 200 } }) };
  }

  async function gather(broker: Broker, people: number): Promise<void> {
    const token = await tokenOf(broker, ANA);
    crowd.push(...(await Promise.all(Array.from({ length: people }, () => broker.connect(token)))));
  }

  test('F44: three hundred dropped at once are all back, never more a second than allowed', async () => {
    const { broker } = open({ perSecond: 100 });
    await gather(broker, 300);
    simulator.log.clear();
    const droppedMs = performance.now();
    simulator.dropConnections();
    await waitUntil('all are back', () => simulator.log.count('authenticate') === 300, 30_000);
    expect(performance.now() - droppedMs).toBeGreaterThanOrEqual(299 * 10 - 1);
    expect(simulator.log.count('connection')).toBe(300);
    await Promise.all(crowd.map((session) => session.profile()));
  }, 60_000);

  test('two processes share the rate', async () => {
    const processes = [database, openAnother()].map((db) => open({ perSecond: 20, limits: createPostgresLimits(db) }));
    const startMs = performance.now();
    await Promise.all(processes.map(({ broker }) => gather(broker, 8)));
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(15 * 50 - 1);
  });

  test('a process keeps the rate by itself while the limits cannot be read', async () => {
    const away = () => Promise.reject(new Error('The limits are away.'));
    const { broker } = open({ perSecond: 50, limits: { take: away, spend: away } });
    const startMs = performance.now();
    await gather(broker, 10);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(9 * 20 - 1);
  });

  test('whoever somebody waits for goes before those nobody waits for, also when they begin to wait later', async () => {
    const host = createHostBreaker({ longestPauseSeconds: 1 as Seconds });
    const handshakes = createHandshakes({ limits: createMemoryLimits(), perSecond: 20, host });
    const order: string[] = [];
    const ask = (name: string, hurried: Promise<void>) =>
      handshakes.open(async () => void order.push(name), { signal: PATIENT, hurried });
    const later = Promise.withResolvers<void>();
    const asked = [
      ask('first', NOBODY_WAITS),
      ask('second', NOBODY_WAITS),
      ask('hurried later', later.promise),
      ask('awaited', Promise.resolve()),
    ];
    await asked[0];
    later.resolve();
    await Promise.all(asked);
    expect(order.indexOf('awaited')).toBeLessThan(order.indexOf('second'));
    expect(order.indexOf('hurried later')).toBeLessThan(order.indexOf('second'));
  });

  test('who gives up leaves the line', async () => {
    const { host } = open({ perSecond: 1 });
    const handshakes = createHandshakes({ limits: createMemoryLimits(), perSecond: 1, host });
    await handshakes.open(async () => 'first', { signal: PATIENT, hurried: NOBODY_WAITS });
    const leaving = new AbortController();
    const left = handshakes.open(async () => 'second', { signal: leaving.signal, hurried: NOBODY_WAITS });
    leaving.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
  });

  test('F40: a broker that has too many connections is left alone, and one at a time finds out when it is back', async () => {
    const { broker, host } = open({ perSecond: 1_000 });
    await gather(broker, 20);
    simulator.faults.set({ limitedConnections: true });
    simulator.dropConnections();
    await waitUntil('it is left alone', () => host.state === 'open');
    const refused = simulator.log.count('limited connection');
    await expect(broker.connect(await tokenOf(broker, ANA))).rejects.toMatchObject({
      code: 'BROKER_UNAVAILABLE',
      with: { againMs: expect.any(Number) },
    });
    expect(simulator.log.count('limited connection')).toBe(refused);
    // Each pause of half a second to a second ends with one question.
    await waitUntil('it was asked again', () => simulator.log.count('limited connection') > refused);
    simulator.faults.clear();
    await waitUntil('all are back', () => simulator.openConnections === 20);
    expect(host.state).toBe('closed');
  });

  interface Parts {
    readonly perSecond: number;
    readonly limits?: Limits;
    readonly reconnectFirstMs?: number;
  }
  interface Opened {
    readonly broker: Broker;
    readonly host: Breaker;
  }
});
