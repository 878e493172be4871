import type { Scenario } from '../scenario.ts';

const WORDS = 5;

export const twoBots: Scenario = {
  id: 'F23',
  title: 'two bots at once, and the one that polls is killed',
  recoverSeconds: 15,
  isInSuite: true,
  async run(stage) {
    const { house } = stage;
    const second = house.start('bot');
    const people = await stage.people(12);
    for (let word = 0; word < WORDS; word += 1) for (const person of people) stage.say(person);
    await stage.settled();
    const conflicts = house.telegram.log.calls.filter(({ result }) => !result.ok && result.error_code === 409).length;
    stage.check('Telegram saw no two pollers', conflicts === 0);
    const first = house.role('bot');
    // For good: the other one has to take over.
    await first.stop('SIGKILL');
    stage.over();
    for (const person of people) stage.say(person);
    await stage.settled();
    await house.dismiss(first);
    await second.ready();
  },
};
