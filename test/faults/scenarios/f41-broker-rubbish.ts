import { SPOILINGS } from '#io/broker/simulator/faults.ts';
import { askFurtherBack, checkCandles } from '../candle-stage.ts';
import type { Scenario } from '../scenario.ts';

export const brokerRubbish: Scenario = {
  id: 'F41',
  title: 'the broker sends frames that are broken, of wrong types, or 10 MB long',
  // The house of F42: whoever got rubbish in place of an answer waits no longer than is needed to see it.
  needs: { env: { POLARIUM_TIMEOUT_SECONDS: '4' } },
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house } = stage;
    const { faults } = house.broker;
    const lives = house.processes.map(({ exits }) => exits.length);
    for (const kind of SPOILINGS) {
      faults.set({ spoil: { kind, times: 1 } });
      const [person = 0] = await stage.people(1);
      askFurtherBack(stage, person);
      await stage.until(`an answer is ${kind}`, () => faults.current.spoil?.times === 0);
    }
    await stage.settled();
    stage.check(
      'no process ended of it',
      house.processes.every(({ exits }, number) => exits.length === lives[number]),
    );
    await checkCandles(stage);
  },
};
