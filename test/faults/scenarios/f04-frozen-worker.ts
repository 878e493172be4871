import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

/** A job without a sign of life for 5 s is given to another worker; this is twice that. */
const FROZEN_MS = 11_000;
const ROUNDS = { small: 1, full: 4 };

export const frozenWorker: Scenario = {
  id: 'F04',
  title: 'a worker is frozen (SIGSTOP) until others took its jobs, then wakes up',
  needs: { roles: ['bot', 'jobs', 'jobs'], brokerLatencyMs: 60 },
  recoverSeconds: 15,
  isInSuite: true,
  isAboutQueue: true,
  async run(stage) {
    const { house, size, random } = stage;
    const people = await stage.people(8);
    const jobs = house.role('jobs');
    for (let round = 0; round < ROUNDS[size]; round += 1) {
      for (const person of people) stage.ask(person);
      await wait(50 + random() * 200);
      jobs.signal('SIGSTOP');
      await wait(FROZEN_MS);
      jobs.signal('SIGCONT');
      stage.over();
      await stage.settled();
    }
    // What the one who slept still wants to say must not come out either.
    await wait(1_000);
  },
};
