import { openBroadcast } from '../broadcast-stage.ts';
import type { Scenario } from '../scenario.ts';

const SECONDS = { small: 6, full: 180 };
const PEOPLE = { small: 40, full: 400 };

export const telegramDown: Scenario = {
  id: 'F28',
  title: 'Telegram answers with 502 for a while, in the middle of words, questions and a broadcast',
  recoverSeconds: 90,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    const people = await stage.people(6);
    const broadcast = await openBroadcast(stage, { people: PEOPLE[size] });
    for (const person of people) stage.ask(person);
    await broadcast.start();
    await broadcast.until('the broadcast is under way', ({ sent }) => sent >= 5);
    const fault = house.telegram.faults.add({ kind: 'server_error', seconds: SECONDS[size] });
    for (const person of people) {
      stage.say(person);
      stage.ask(person);
    }
    await stage.until('Telegram is back', () => house.telegram.faults.list().every(({ id }) => id !== fault));
    stage.over();
    await stage.settled(180_000);
    const report = await broadcast.until('the broadcast is over', ({ state }) => state === 'done');
    const copies = broadcast.copies();
    stage.check(
      'nobody has the broadcast twice',
      copies.every((count) => count <= 1),
    );
    const missed = copies.filter((count) => count === 0).length;
    stage.check('whoever may have missed it is counted', missed <= report.unknown);
    stage.note(`${report.unknown} of ${report.people} unknown`);
  },
};
