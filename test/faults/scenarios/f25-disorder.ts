import type { Scenario } from '../scenario.ts';

const ROUNDS = { small: 4, full: 10 };

export const disorder: Scenario = {
  id: 'F25',
  title: 'updates come in the wrong order and with gaps in their numbers',
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house, size, random } = stage;
    house.telegram.faults.add({ kind: 'reorder_updates', methods: ['getUpdates'] });
    const people = await stage.people(20);
    for (let round = 0; round < ROUNDS[size]; round += 1) {
      for (const person of people) {
        if (random() < 0.3) house.telegram.skipUpdateIds(1 + Math.floor(random() * 1_000));
        stage.say(person);
      }
    }
    await stage.settled();
    const { visible } = await stage.history();
    stage.check('everybody got as many answers as words', visible.length === people.length * ROUNDS[size]);
  },
};
