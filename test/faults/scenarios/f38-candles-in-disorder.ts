import { askFurtherBack, checkCandles } from '../candle-stage.ts';
import type { Scenario } from '../scenario.ts';

export const candlesInDisorder: Scenario = {
  id: 'F38',
  title: 'the broker sends candles twice, revised and in no order',
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    house.broker.faults.set({ duplicateAnswers: true, outOfOrder: true, shuffledCandles: true });
    for (const person of await stage.people(size === 'small' ? 8 : 30)) askFurtherBack(stage, person);
    await stage.settled();
    await checkCandles(stage);
  },
};
