import { setTimeout as wait } from 'node:timers/promises';
import { askFurtherBack, checkCandles } from '../candle-stage.ts';
import type { Scenario } from '../scenario.ts';

const ROUNDS = { small: 4, full: 20 };

export const brokerLineCut: Scenario = {
  id: 'F37',
  title: 'the lines to the broker are cut while candles come in',
  recoverSeconds: 30,
  isInSuite: true,
  async run(stage) {
    const { house, size, random } = stage;
    const people = await stage.people(6);
    for (let round = 0; round < ROUNDS[size]; round += 1) {
      for (const person of people) askFurtherBack(stage, person);
      await wait(50 + random() * 300);
      house.broker.dropConnections();
      stage.over();
    }
    await stage.settled();
    await checkCandles(stage);
  },
};
