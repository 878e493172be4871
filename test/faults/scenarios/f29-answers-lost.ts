import type { Scenario } from '../scenario.ts';

const ROUNDS = { small: 4, full: 12 };
/** At full size ten thousand sends, the measure of the goal. */
const PEOPLE = { small: 12, full: 840 };
const PROBABILITY = { small: 0.2, full: 0.01 };

export const answersLost: Scenario = {
  id: 'F29',
  title: 'Telegram takes calls and its answers are lost',
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house, size, random } = stage;
    const people = await stage.people(PEOPLE[size]);
    const seed = Math.floor(random() * 2 ** 31);
    house.telegram.faults.add({ kind: 'lost_reply', probability: PROBABILITY[size], seed });
    for (let round = 0; round < ROUNDS[size]; round += 1)
      for (const person of people) round % 4 === 0 ? stage.ask(person) : stage.say(person);
    await stage.settled(900_000);
    const { log } = house.telegram;
    stage.note(`${log.calls.filter(({ isReplyLost }) => isReplyLost).length} of ${log.calls.length} answers lost`);
  },
};
