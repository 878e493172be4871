import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Seconds } from '#engine/index.ts';
import type { Broker } from '#io/broker/broker.ts';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { createSeats, type Seats, seatBroker } from '#io/broker/seats.ts';
import { createSessions, type Sessions, type SessionsOptions } from '#io/broker/sessions.ts';
import { type BrokerSimulator, startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import { tokenOf } from '#test/support/broker-contract.ts';
import { freshDatabase } from '#test/support/database.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const { database } = await freshDatabase();

describe('the pool of broker sessions', () => {
  let simulator: BrokerSimulator;
  let broker: Broker;
  let sessions: Sessions;
  let seats: Seats;
  let over: number[];
  const tokens = new Map<number, string>();

  beforeEach(async () => {
    simulator = await startBrokerSimulator();
    const { apiUrl, webSocketUrl } = simulator;
    const timings = { reconnectFirstMs: 10 };
    broker = createPolarium({ apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 5, timings });
    over = [];
    tokens.clear();
    pool({});
  });
  afterEach(async () => {
    await sessions.close();
    await seats.close();
    await simulator.close();
  });

  interface Pool extends Partial<SessionsOptions> {
    readonly most?: number;
    readonly waitSeconds?: number;
  }

  function pool({ most = 10, waitSeconds = 30, ...overrides }: Pool): void {
    seats = createSeats({ db: database, most, waitSeconds: waitSeconds as Seconds });
    sessions = createSessions({
      broker: seatBroker(broker, seats),
      seats,
      idleSeconds: 60,
      openToken: async (telegramId) => tokens.get(telegramId) ?? null,
      onOver: async (telegramId) => void over.push(telegramId),
      ...overrides,
    });
  }

  async function link(telegramId: number): Promise<void> {
    const credentials = { identifier: `person${telegramId}@trader.test`, password: 'polarium' };
    tokens.set(telegramId, await tokenOf(broker, credentials));
  }

  const nameOf = (telegramId: number) => sessions.use(telegramId, async (s) => (await s.profile()).brokerUserId);

  test('many at once share one opening of their own session', async () => {
    await link(1);
    const names = await Promise.all(Array.from({ length: 20 }, () => nameOf(1)));
    expect(new Set(names).size).toBe(1);
    expect(simulator.log.count('connection')).toBe(1);
  });

  test('sessions of two people never mix', async () => {
    await link(1);
    await link(2);
    const [first, second] = await Promise.all([nameOf(1), nameOf(2)]);
    expect(first).not.toBe(second);
    expect(simulator.log.count('connection')).toBe(2);
  });

  test('nobody linked is a session that is over, without a call to the broker', async () => {
    await expect(nameOf(1)).rejects.toMatchObject({ code: 'BROKER_SESSION_OVER' });
    expect([simulator.log.count('connection'), over]).toEqual([0, []]);
  });

  test('an idle session is closed and opened again on demand', async () => {
    pool({ idleSeconds: 0.02 });
    await link(1);
    await nameOf(1);
    await waitUntil('the idle session is closed', () => simulator.openConnections === 0);
    expect(sessions.openCount).toBe(0);
    await nameOf(1);
    expect(simulator.log.count('connection')).toBe(2);
  });

  test('a session at work is not idle', async () => {
    pool({ idleSeconds: 0.02 });
    await link(1);
    await nameOf(1);
    const staysAlive = await sessions.use(1, async (session) => {
      await sleep(100);
      return session.isAlive;
    });
    expect(staysAlive).toBe(true);
  });

  test('past the limit the one idle for longest makes room', async () => {
    pool({ most: 2 });
    for (const person of [1, 2, 3]) await link(person);
    for (const person of [1, 2, 1, 3]) await nameOf(person);
    expect(sessions.openCount).toBe(2);
    await nameOf(1);
    expect(simulator.log.count('connection')).toBe(3);
  });

  test('when all are at work the next one waits its turn', async () => {
    pool({ most: 1 });
    await link(1);
    await link(2);
    const done: number[] = [];
    const work = (person: number) =>
      sessions.use(person, async (s) => void done.push(person, (await s.balances()).length));
    await Promise.all([work(1), work(2), work(1)]);
    expect(done.toSorted()).toEqual([1, 1, 2, 2, 2, 2]);
    expect(sessions.openCount).toBe(1);
  });

  test('waiting for room has an end', async () => {
    pool({ most: 1, waitSeconds: 0.05 });
    await link(1);
    await link(2);
    const release = Promise.withResolvers<void>();
    const busy = sessions.use(1, () => release.promise);
    await expect(nameOf(2)).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
    release.resolve();
    await busy;
    // As short as it is, making room may take longer.
    await expect.poll(() => nameOf(2).catch(() => null)).toMatch(/^\d+$/);
  });

  test('a refused token is told once and never tried again', async () => {
    await link(1);
    simulator.revokeSessions();
    const endings = await Promise.allSettled(Array.from({ length: 5 }, () => nameOf(1)));
    expect(endings.every(({ status }) => status === 'rejected')).toBe(true);
    await expect(nameOf(1)).rejects.toMatchObject({ code: 'BROKER_SESSION_OVER' });
    expect([simulator.log.count('authenticate'), over]).toEqual([1, [1]]);
  });

  test('a session that dies at work is told once; a new link works again', async () => {
    await link(1);
    await nameOf(1);
    simulator.revokeSessions();
    simulator.dropConnections();
    await waitUntil('the refusal', () => simulator.log.count('authenticate') === 2);
    await expect(nameOf(1)).rejects.toMatchObject({ code: 'BROKER_SESSION_OVER' });
    await link(1);
    expect(await nameOf(1)).toMatch(/^\d+$/);
    expect(over).toEqual([1]);
  });

  test('a new link ends the session of the old one, and so does none', async () => {
    await link(1);
    const before = await nameOf(1);
    tokens.set(1, await tokenOf(broker, { identifier: 'other@trader.test', password: 'polarium' }));
    expect(await nameOf(1)).not.toBe(before);
    tokens.delete(1);
    await expect(nameOf(1)).rejects.toMatchObject({ code: 'BROKER_SESSION_OVER' });
    await waitUntil('no session is left', () => simulator.openConnections === 0);
  });

  test('work for everybody goes around a session that is refused', async () => {
    await link(1);
    await link(2);
    await nameOf(1);
    simulator.revokeSessions();
    simulator.dropConnections();
    await link(2);
    await waitUntil('the refusal', () => simulator.log.count('authenticate') >= 2);
    expect(await sessions.any(async (s) => (await s.assets()).length, 2)).toBeGreaterThan(50);
  });

  test('work for everybody needs somebody', async () => {
    await expect(sessions.any((s) => s.assets())).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
  });

  test('closing the pool closes every session', async () => {
    await link(1);
    await nameOf(1);
    await sessions.close();
    await waitUntil('the socket is gone', () => simulator.openConnections === 0);
    await expect(nameOf(1)).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
  });
});
