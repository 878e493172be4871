import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

const KILLS = { small: 3, full: 20 };
/** Whoever dies young again and again is started later and later, and that would be what is measured. */
const LIFE_MS = { small: 0, full: 10_000 };
/** From the arrival of a question to the departure of its picture. */
const LONGEST_WORK_MS = 600;

export const killedWorker: Scenario = {
  id: 'F01',
  title: 'the worker is killed -9 at random moments',
  recoverSeconds: 15,
  isInSuite: true,
  isAboutQueue: true,
  async run(stage) {
    const { house, size, random } = stage;
    const people = await stage.people(4);
    const jobs = house.role('jobs');
    for (let kill = 0; kill < KILLS[size]; kill += 1) {
      await wait(LIFE_MS[size]);
      for (const person of people) stage.ask(person);
      await wait(random() * LONGEST_WORK_MS);
      await jobs.kill();
      stage.over();
      await jobs.ready();
    }
    await stage.settled();
  },
};
