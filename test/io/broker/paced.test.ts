import { afterAll, expect, test } from 'vitest';
import { paceBroker } from '#io/broker/paced.ts';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import type { Limits } from '#io/limits/limits.ts';
import { createMemoryLimits } from '#io/limits/memory-limits.ts';

const simulator = await startBrokerSimulator({ seed: 7 });
afterAll(() => simulator.close());
const { apiUrl, webSocketUrl } = simulator;
const polarium = createPolarium({ apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 10 });

async function loginAs(name: string): Promise<string> {
  const outcome = await polarium.login({ identifier: `${name}@trader.test`, password: 'polarium' });
  if (outcome.kind !== 'in') throw new Error(`The simulator answered "${outcome.kind}".`);
  return outcome.sessionToken;
}

test('no account is asked more often than it may be, over however many connections; another one does not wait for it', async () => {
  const broker = paceBroker(polarium, { limits: createMemoryLimits(), perSecond: 5 });
  const [ana, bia] = [await loginAs('ana'), await loginAs('bia')];
  await using one = await broker.connect(ana);
  await using two = await broker.connect(ana);
  await using other = await broker.connect(bia);
  const order: string[] = [];
  const ask = async (name: string, session: typeof one) => {
    await session.profile();
    order.push(name);
  };
  const startMs = performance.now();
  const asking = [one, two, one, two, one, two, one].map((session) => ask('ana', session));
  // The burst of five is used up by now.
  await Promise.all([...asking, ask('bia', other)]);
  // Five at once, then one each 200 ms.
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(2 * 200 - 1);
  expect(order.slice(-2)).toEqual(['ana', 'ana']);
});

test('limits that cannot be read hold up nobody', async () => {
  const away = () => Promise.reject(new Error('The limits are away.'));
  const limits: Limits = { take: away, spend: away };
  await using session = await paceBroker(polarium, { limits, perSecond: 1 }).connect(await loginAs('ana'));
  await Promise.all([session.profile(), session.profile(), session.balances(), session.assets()]);
  expect(session.isAlive).toBe(true);
});
