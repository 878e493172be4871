import type { Scenario } from '../scenario.ts';

const TRIES = 6;
/** Of an answer that was worked out, and of one that stood ready. */
const SHOWS_PICTURE = ['editMessageMedia', 'sendPhoto'];

export const fileRefused: Scenario = {
  id: 'F31',
  title: 'Telegram does not know a file any more that it was given',
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { telegram } = stage.house;
    const people = await stage.people(TRIES + 1);
    // With a new minute it is another picture, so it may take more than one to ask for the same again.
    const fault = telegram.faults.add({ kind: 'file_refused', count: 1 });
    const isStruck = () => telegram.faults.list().every(({ id }) => id !== fault);
    let asked = 0;
    while (asked < TRIES && !isStruck()) {
      stage.ask(people[asked] ?? 0, '/catalog AUDNZD-OTC m1 minority g2 40');
      asked += 1;
      await stage.settled();
    }
    stage.check('a file was refused', isStruck());
    const uploads = () => telegram.log.calls.filter(({ files }) => files.length > 0).length;
    const before = uploads();
    const last = people[TRIES] ?? 0;
    stage.ask(last, '/catalog AUDNZD-OTC m1 minority g2 40');
    await stage.settled();
    stage.note(`the next one cost ${uploads() - before} uploads`);
    const picture = telegram.log.calls.find(
      ({ method, chatId, result }) => chatId === last && SHOWS_PICTURE.includes(method) && result.ok,
    );
    stage.check('the next one has its picture', picture !== undefined);
  },
};
