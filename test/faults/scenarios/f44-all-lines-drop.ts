import { setTimeout as wait } from 'node:timers/promises';
import { askFurtherBack } from '../candle-stage.ts';
import type { Scenario } from '../scenario.ts';

const ACCOUNTS = { small: 24, full: 150 };
const HANDSHAKES_PER_SECOND = 5;
const MOST_SECONDS = 120;
const LOOK_EVERY_MS = 100;

export const allLinesDrop: Scenario = {
  id: 'F44',
  title: 'all lines to the broker drop at once',
  needs: { env: { BROKER_HANDSHAKES_PER_SECOND: `${HANDSHAKES_PER_SECOND}` } },
  recoverSeconds: MOST_SECONDS,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    const { broker } = house;
    for (const person of await stage.people(ACCOUNTS[size])) askFurtherBack(stage, person);
    await stage.settled(120_000);
    const open = broker.openConnections;
    let seen = broker.log.count('connection');
    broker.dropConnections();
    await stage.until('all lines are down', () => broker.openConnections < open);
    const dropMs = performance.now();
    const times: number[] = [];
    while (broker.openConnections < open && performance.now() - dropMs < MOST_SECONDS * 1_000) {
      await wait(LOOK_EVERY_MS);
      const now = broker.log.count('connection');
      for (; seen < now; seen += 1) times.push(performance.now());
    }
    stage.note(`${open} lines were back after ${((performance.now() - dropMs) / 1_000).toFixed(1)} s`);
    stage.check('all lines are back', broker.openConnections >= open);
    const most = Math.max(0, ...times.map((ms) => times.filter((one) => one >= ms && one < ms + 1_000).length));
    stage.check(`${most} handshakes in a second are within what was configured`, most <= 2 * HANDSHAKES_PER_SECOND);
  },
};
