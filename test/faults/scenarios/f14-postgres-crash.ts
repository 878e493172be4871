import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

const CRASHES = { small: 1, full: 5 };

export const postgresCrash: Scenario = {
  id: 'F14',
  title: 'PostgreSQL crashes (immediate stop) under load and recovers',
  recoverSeconds: 60,
  isInSuite: true,
  isAboutQueue: true,
  async run(stage) {
    const { house, size, random } = stage;
    const people = await stage.people(12);
    for (let crash = 0; crash < CRASHES[size]; crash += 1) {
      for (const person of people) stage.ask(person);
      await wait(random() * 600);
      await house.postgres.stop('immediate');
      for (const person of people) stage.say(person);
      await house.postgres.start();
      stage.over();
      await stage.settled();
    }
  },
};
