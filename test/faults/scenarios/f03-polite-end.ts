import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

const ROUNDS = { small: 1, full: 5 };
const MOST_SECONDS = 20;

export const politeEnd: Scenario = {
  id: 'F03',
  title: 'bot and worker are told to end (SIGTERM) under load',
  recoverSeconds: 15,
  isInSuite: true,
  async run(stage) {
    const { house, size, random } = stage;
    const people = await stage.people(20);
    for (let round = 0; round < ROUNDS[size]; round += 1) {
      for (const person of people) stage.say(person);
      for (const person of people.slice(0, 5)) stage.ask(person);
      await wait(random() * 400);
      const toldMs = performance.now();
      const exits = await Promise.all([house.role('bot').kill('SIGTERM'), house.role('jobs').kill('SIGTERM')]);
      const seconds = (performance.now() - toldMs) / 1_000;
      stage.over();
      stage.note(`ended after ${seconds.toFixed(1)} s`);
      stage.check(
        'both end with 0',
        exits.every(({ code }) => code === 0),
      );
      stage.check(`both end within ${MOST_SECONDS} s`, seconds <= MOST_SECONDS);
      await Promise.all([house.role('bot').ready(), house.role('jobs').ready()]);
    }
    await stage.settled();
  },
};
