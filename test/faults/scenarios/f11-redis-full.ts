import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

const FULL_MS = { small: 3_000, full: 15_000 };

export const redisFull: Scenario = {
  id: 'F11',
  title: 'Redis is full and refuses to write',
  needs: { hasRedis: true },
  recoverSeconds: 30,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    const people = await stage.people(10);
    await house.redis.configure('maxmemory', '1mb');
    for (const person of people) {
      stage.say(person);
      stage.ask(person);
    }
    await stage.accepted();
    await wait(FULL_MS[size]);
    await house.redis.configure('maxmemory', '0');
    stage.over();
    await stage.settled();
  },
};
