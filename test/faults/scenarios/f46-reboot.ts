import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

export const reboot: Scenario = {
  id: 'F46',
  title: 'the machine goes down: every process and PostgreSQL are killed at once',
  recoverSeconds: 90,
  isInSuite: true,
  isAboutQueue: true,
  async run(stage) {
    const { house, random } = stage;
    const people = await stage.people(15);
    for (const person of people) {
      stage.ask(person);
      stage.say(person);
    }
    await wait(random() * 800);
    await Promise.all([...house.processes.map((one) => one.kill()), house.postgres.stop('kill')]);
    await house.postgres.start();
    stage.over();
    await stage.settled();
  },
};
