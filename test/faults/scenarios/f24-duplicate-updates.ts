import type { Scenario } from '../scenario.ts';

const PEOPLE = { small: 10, full: 100 };

export const duplicateUpdates: Scenario = {
  id: 'F24',
  title: 'Telegram delivers every update three times',
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    house.telegram.faults.add({ kind: 'duplicate_updates', methods: ['getUpdates'], copies: 2 });
    for (const person of await stage.people(PEOPLE[size])) {
      stage.say(person);
      stage.ask(person);
    }
    await stage.settled();
  },
};
