import type { Scenario } from '../scenario.ts';

const GREEDY = '666';

export const outOfMemory: Scenario = {
  id: 'F20',
  title: 'a worker runs out of memory over one picture',
  needs: { isAlone: true },
  recoverSeconds: 15,
  isInSuite: true,
  async run(stage) {
    const { house } = stage;
    await house.dismiss(house.role('jobs'));
    const firstLifeEnv = { FAILPOINT: `hog:job-taken@"count":${GREEDY}`, NODE_OPTIONS: '--max-old-space-size=160' };
    const jobs = await house.launch('jobs', { firstLifeEnv });
    const [greedy = 0, ...others] = await stage.people(5);
    stage.ask(greedy, `/catalog EURUSD-OTC m1 minority g2 ${GREEDY}`);
    for (const person of others) stage.ask(person);
    await stage.until('the worker is out of memory', () => jobs.exits.length > 0);
    stage.over();
    await stage.settled();
    stage.check('the bot lives on', house.role('bot').exits.length === 0);
    stage.check('it happened once', jobs.exits.length === 1);
  },
};
