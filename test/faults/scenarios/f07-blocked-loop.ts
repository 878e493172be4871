import type { Scenario } from '../scenario.ts';

const ENDLESS = '888';
const WATCHDOG_SECONDS = 6;

export const blockedLoop: Scenario = {
  id: 'F07',
  title: 'a worker is stuck in a calculation that does not end',
  recoverSeconds: 15,
  isInSuite: true,
  async run(stage) {
    const { house } = stage;
    const env = { WATCHDOG_SECONDS: String(WATCHDOG_SECONDS) };
    const firstLifeEnv = { FAILPOINT: `block:job-taken@"count":${ENDLESS}` };
    const jobs = await house.replace('jobs', { env, firstLifeEnv });
    const [patient = 0, ...others] = await stage.people(5);
    stage.ask(patient, `/catalog EURUSD-OTC m1 minority g2 ${ENDLESS}`);
    for (const person of others) stage.ask(person);
    await stage.until('the watchdog ends the worker', () => jobs.exits.length > 0);
    stage.over();
    await stage.settled();
    stage.check('it happened once', jobs.exits.length === 1);
  },
};
