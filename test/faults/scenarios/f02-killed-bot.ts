import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

const UPDATES = { small: 240, full: 3_000 };
const KILLS = { small: 2, full: 6 };
/** Whoever dies young again and again is started later and later, and that would be what is measured. */
const LIFE_MS = { small: 0, full: 10_000 };
/** Fewer than the bot takes for a flood. */
const EACH = 12;

export const killedBot: Scenario = {
  id: 'F02',
  title: 'the bot is killed -9 in bursts of updates',
  recoverSeconds: 15,
  isInSuite: true,
  async run(stage) {
    const { house, size, random } = stage;
    const people = await stage.people(UPDATES[size] / EACH);
    const bot = house.role('bot');
    for (let kill = 0; kill < KILLS[size]; kill += 1) {
      await wait(LIFE_MS[size]);
      for (let round = 0; round < EACH / KILLS[size]; round += 1) for (const person of people) stage.say(person);
      await wait(100 + random() * 900);
      await bot.kill();
      stage.over();
      await bot.ready();
    }
    await stage.settled(180_000);
  },
};
