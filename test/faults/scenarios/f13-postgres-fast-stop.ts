import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

const AWAY_MS = { small: 3_000, full: 15_000 };

export const postgresFastStop: Scenario = {
  id: 'F13',
  title: 'PostgreSQL is stopped (fast) and comes back',
  recoverSeconds: 60,
  isInSuite: true,
  async run(stage) {
    const { house, size, random } = stage;
    const people = await stage.people(12);
    for (const person of people) stage.ask(person);
    await wait(random() * 400);
    await house.postgres.stop('fast');
    // Telegram keeps what nobody fetches meanwhile.
    for (const person of people) stage.say(person);
    await wait(AWAY_MS[size]);
    for (const person of people) stage.say(person);
    await house.postgres.start();
    stage.over();
    await stage.settled();
  },
};
