import { setTimeout as wait } from 'node:timers/promises';
import { startProxy } from '../../support/proxy.ts';
import type { Scenario } from '../scenario.ts';

const SILENT_MS = { small: 5_000, full: 30_000 };

export const redisHalfOpen: Scenario = {
  id: 'F12',
  title: 'the line to Redis swallows everything, and nobody is told',
  needs: { hasRedis: true },
  recoverSeconds: 30,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    const proxy = await startProxy({ port: Number(new URL(house.redis.url).port) });
    const env = { REDIS_URL: `redis://127.0.0.1:${proxy.port}` };
    for (const role of ['bot', 'jobs'] as const) await house.replace(role, { env });
    try {
      const people = await stage.people(8);
      for (const person of people) stage.ask(person);
      await stage.settled();
      proxy.swallow();
      for (const person of people) stage.ask(person);
      await stage.accepted();
      await wait(SILENT_MS[size]);
      // The old connections stay dead; only who opens new ones gets through.
      proxy.pass();
      stage.over();
      await stage.settled();
      stage.check(
        'nobody had to be started again',
        house.processes.every(({ exits }) => exits.length === 0),
      );
    } finally {
      await proxy.close();
    }
  },
};
