import type { Scenario } from '../scenario.ts';

const GREEDY = '666';

export const outOfMemory: Scenario = {
  id: 'F20',
  title: 'a worker runs out of memory over one picture',
  recoverSeconds: 15,
  isInSuite: true,
  async run(stage) {
    const { house } = stage;
    const bot = house.role('bot');
    const exitsBefore = bot.exits.length;
    const firstLifeEnv = { FAILPOINT: `hog:job-taken@"count":${GREEDY}`, NODE_OPTIONS: '--max-old-space-size=160' };
    const jobs = await house.replace('jobs', { firstLifeEnv });
    const [greedy = 0, ...others] = await stage.people(5);
    stage.ask(greedy, `/catalog EURUSD-OTC m1 minority g2 ${GREEDY}`);
    for (const person of others) stage.ask(person);
    await stage.until('the worker is out of memory', () => jobs.exits.length > 0);
    stage.over();
    await stage.settled();
    stage.check('the bot lives on', bot.exits.length === exitsBefore);
    stage.check('it happened once', jobs.exits.length === 1);
  },
};
