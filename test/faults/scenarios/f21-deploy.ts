import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

const QUESTIONS = { small: 15, full: 50 };

export const deploy: Scenario = {
  id: 'F21',
  title: 'a new version starts and the old one ends while jobs run',
  needs: { brokerLatencyMs: 60 },
  recoverSeconds: 15,
  isInSuite: true,
  isAboutQueue: true,
  async run(stage) {
    const { house, size, random } = stage;
    const [oldBot, oldJobs] = [house.role('bot'), house.role('jobs')];
    const people = await stage.people(QUESTIONS[size]);
    for (const person of people) stage.ask(person);
    await wait(random() * 500);
    // The second bot waits for the first to let go, so it need not be ready before that.
    house.start('bot');
    const jobs = house.start('jobs');
    await jobs.ready();
    for (const person of people) stage.say(person);
    await Promise.all([house.dismiss(oldBot), house.dismiss(oldJobs)]);
    stage.over();
    stage.check('the old version ended with 0', oldBot.exits[0]?.code === 0 && oldJobs.exits[0]?.code === 0);
    await stage.settled();
  },
};
