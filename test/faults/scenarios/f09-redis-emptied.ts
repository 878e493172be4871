import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

const ROUNDS = { small: 2, full: 10 };

export const redisEmptied: Scenario = {
  id: 'F09',
  title: 'Redis forgets everything (FLUSHALL) while questions are under way',
  needs: { hasRedis: true },
  recoverSeconds: 60,
  isInSuite: true,
  async run(stage) {
    const { house, size, random } = stage;
    const people = await stage.people(10);
    for (let round = 0; round < ROUNDS[size]; round += 1) {
      for (const person of people) stage.ask(person);
      await wait(random() * 300);
      await house.redis.empty();
      stage.over();
      await stage.settled();
    }
  },
};
