import type { Scenario } from '../scenario.ts';

/** So many blocks are asked for by nobody else. */
const POISON = '777';

export const poisonousJob: Scenario = {
  id: 'F06',
  title: 'one question kills every worker that takes it',
  recoverSeconds: null,
  isInSuite: true,
  isAboutQueue: true,
  async run(stage) {
    const { house } = stage;
    const jobs = await house.replace('jobs', { env: { FAILPOINT: `die:job-taken@"count":${POISON}` } });
    const [victim = 0, ...others] = await stage.people(7);
    stage.ask(victim, `/catalog EURUSD-OTC m1 minority g2 ${POISON}`);
    for (const person of others) stage.ask(person);
    await stage.settled();
    const { requests, visible } = await stage.history();
    const told = visible.filter(({ chatId }) => chatId === victim);
    stage.check('the poisonous question is in quarantine', requests.filter(isQuarantined).length === 1);
    stage.check('its person got one message, and no picture', told.length === 1 && told[0]?.isPicture === false);
    stage.check('all others got theirs', requests.filter(({ state }) => state === 'done').length === others.length);
    stage.note(`${jobs.exits.length} workers died of it`);
  },
};

function isQuarantined({ state }: { state: string }): boolean {
  return state === 'quarantined';
}
