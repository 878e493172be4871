import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

const HANGS_MS = { small: 5_000, full: 20_000 };

export const redisHangs: Scenario = {
  id: 'F10',
  title: 'Redis takes connections and answers nobody',
  needs: { hasRedis: true },
  recoverSeconds: 30,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    const people = await stage.people(10);
    house.redis.hang();
    try {
      for (const person of people) {
        stage.say(person);
        stage.ask(person);
      }
      await stage.accepted();
      stage.note('all were taken in while it hung');
      await wait(HANGS_MS[size]);
    } finally {
      house.redis.resume();
    }
    stage.over();
    await stage.settled();
  },
};
