import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

const KILLS = { small: 1, full: 5 };
const AWAY_MS = { small: 1_500, full: 5_000 };

export const redisKilled: Scenario = {
  id: 'F08',
  title: 'Redis is killed -9 and comes back with what its disk holds',
  needs: { hasRedis: true },
  recoverSeconds: 20,
  isInSuite: true,
  async run(stage) {
    const { house, size, random } = stage;
    const people = await stage.people(10);
    for (let kill = 0; kill < KILLS[size]; kill += 1) {
      for (const person of people) stage.ask(person);
      await wait(random() * 400);
      await house.redis.kill();
      for (const person of people) stage.say(person);
      await wait(AWAY_MS[size]);
      await house.redis.start();
      stage.over();
      await stage.settled();
    }
    stage.check(
      'nobody had to be started again',
      house.processes.every(({ exits }) => exits.length === 0),
    );
  },
};
