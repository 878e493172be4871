import { setTimeout as wait } from 'node:timers/promises';
import { askFurtherBack, checkCandles } from '../candle-stage.ts';
import type { Scenario } from '../scenario.ts';

const SILENT_MS = { small: 8_000, full: 60_000 };
/** A request may take so long; whoever waits is told by then. */
const TIMEOUT_SECONDS = 4;

export const brokerSilent: Scenario = {
  id: 'F42',
  title: 'the line to the broker stands and nothing comes over it',
  needs: { env: { POLARIUM_TIMEOUT_SECONDS: `${TIMEOUT_SECONDS}` } },
  recoverSeconds: 30,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    const { broker } = house;
    const people = await stage.people(4);
    for (const person of people) askFurtherBack(stage, person);
    await stage.settled();
    broker.faults.set({ unanswered: ['*'], silentClock: true, silentStreams: true });
    for (const person of people) askFurtherBack(stage, person);
    await wait(SILENT_MS[size]);
    broker.faults.clear();
    stage.over();
    await stage.settled();
    const [last = 0] = await stage.people(1);
    askFurtherBack(stage, last);
    await stage.settled();
    const { requests } = await stage.history();
    stage.check(
      'nobody waits for a broker that says nothing',
      requests.every(({ state }) => state === 'done' || state === 'failed'),
    );
    stage.note(`${requests.filter(({ state }) => state === 'done').length} of ${requests.length} got their picture`);
    await checkCandles(stage);
  },
};
