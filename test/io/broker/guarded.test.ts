import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Seconds } from '#engine/index.ts';
import { createHostBreaker, type GuardedBroker, guardBroker } from '#io/broker/guarded.ts';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import { createEvents } from '#io/events.ts';
import { createLog } from '#io/log.ts';
import { watchBreakers } from '#io/watch/breakers.ts';
import { tokenOf } from '#test/support/broker-contract.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const simulator = await startBrokerSimulator({ seed: 7, assets: 3 });
afterAll(() => simulator.close());
beforeEach(() => {
  simulator.faults.clear();
  simulator.log.clear();
});

/** Answers of the broker take 150 ms at the most, so a call is given up after 300; a pause lasts a second at the most. */
function open(pauseSeconds = 1) {
  const { apiUrl, webSocketUrl } = simulator;
  const host = createHostBreaker({ longestPauseSeconds: pauseSeconds as Seconds });
  const timings = { requestMs: 150, reconnectFirstMs: 10, reconnectMaxMs: 50 };
  const polarium = createPolarium({ apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 10, timings });
  const times = { requestTimeoutSeconds: 0.15 as Seconds, pauseSeconds: pauseSeconds as Seconds };
  return { host, broker: guardBroker(polarium, { host, ...times }) };
}

const loginAs = (broker: GuardedBroker, name: string) =>
  tokenOf(broker, { identifier: `${name}@trader.test`, password: 'polarium' });

test('an account that the broker calls too busy rests at once, others go on, and after the pause it is asked again', async () => {
  const { host, broker } = open();
  await using ana = await broker.connect(await loginAs(broker, 'ana'));
  await using bia = await broker.connect(await loginAs(broker, 'bia'));
  const anaId = Number((await ana.profile()).brokerUserId);
  simulator.faults.set({ limitedAccounts: [anaId] });
  simulator.log.clear();
  const limited = { code: 'BROKER_LIMITED', with: { againMs: expect.any(Number) } };
  await expect(ana.balances()).rejects.toMatchObject(limited);
  await expect(ana.balances()).rejects.toMatchObject(limited);
  expect(simulator.log.count('get-available-balances')).toBe(1);
  expect(broker.troubledAccounts()).toEqual({ open: 1, half_open: 0 });
  expect((await bia.balances()).length).toBe(2);
  expect(host.state).toBe('closed');
  simulator.faults.clear();
  await waitUntil('the pause is over', () => broker.troubledAccounts().half_open === 1);
  expect((await ana.balances()).length).toBe(2);
  expect(broker.troubledAccounts()).toEqual({ open: 0, half_open: 0 });
});

test('after five calls in vain an account is left alone, and the broker as a whole is not', async () => {
  const { host, broker } = open(60);
  await using ana = await broker.connect(await loginAs(broker, 'carla'));
  simulator.faults.set({ unanswered: ['get-profile'] });
  for (let call = 0; call < 5; call += 1) await expect(ana.profile()).rejects.toMatchObject({ code: 'BROKER_TIMEOUT' });
  const asked = simulator.log.count('get-profile');
  await expect(ana.profile()).rejects.toMatchObject({
    code: 'BROKER_UNAVAILABLE',
    with: { againMs: expect.any(Number) },
  });
  expect(simulator.log.count('get-profile')).toBe(asked);
  expect(host.state).toBe('closed');
});

test('a broker that answers nobody is left alone as a whole; one question decides, and it is seen', async () => {
  const { host, broker } = open();
  const { measures } = createEvents(createLog({ level: 'silent', environment: 'test', room: 'test' }));
  watchBreakers(measures, { host, broker });
  const seen = async () => /breakers\{of="host",state="(\w+)"\} 1/.exec(await measures.registry.metrics())?.[1];
  expect(await seen()).toBe('closed');
  const names = ['dora', 'elisa', 'flora'];
  const people = await Promise.all(names.map(async (name) => broker.connect(await loginAs(broker, name))));
  simulator.faults.set({ unanswered: ['*'] });
  for (let round = 0; round < 4; round += 1) await Promise.allSettled(people.map((session) => session.profile()));
  expect([host.state, await seen()]).toEqual(['open', 'open']);
  const asked = simulator.log.count('get-profile');
  const fresh = await broker.connect(await loginAs(broker, 'gilda'));
  await expect(fresh.profile()).rejects.toMatchObject({ with: { againMs: host.againMs } });
  expect(simulator.log.count('get-profile')).toBe(asked);

  simulator.faults.clear();
  await waitUntil('the pause is over', () => host.state === 'half_open');
  expect(await seen()).toBe('half_open');
  expect((await fresh.profile()).brokerUserId).toMatch(/^\d+$/);
  expect(await seen()).toBe('closed');
  await Promise.all([fresh, ...people].map((session) => session.close()));
});

test('every call has its deadline', async () => {
  const { apiUrl, webSocketUrl } = simulator;
  const host = createHostBreaker({ longestPauseSeconds: 1 as Seconds });
  const polarium = createPolarium({ apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 600 });
  const times = { requestTimeoutSeconds: 0.1 as Seconds, pauseSeconds: 1 as Seconds };
  const broker = guardBroker(polarium, { host, ...times });
  await using session = await guardBroker(polarium, {
    ...{ host, pauseSeconds: 1 as Seconds, requestTimeoutSeconds: 10 as Seconds },
  }).connect(await loginAs(broker, 'helena'));
  await using hurried = await broker.connect(await loginAs(broker, 'helena'));
  simulator.faults.set({ unanswered: ['*'] });
  const late = { code: 'BROKER_TIMEOUT' };
  const range = { brokerAssetId: 76, timeframeSeconds: 60, fromMs: Date.now() - 3_600_000, toMs: Date.now() };
  const calls = [hurried.assets(), hurried.candles(range), hurried.profile(), hurried.balances()];
  await Promise.all(calls.map((call) => expect(call).rejects.toMatchObject(late)));
  expect(session.isAlive).toBe(true);
});
