import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '#io/broker/simulator/random.ts';
import { settleCrowd } from '../support/crowd.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { FaultHouse } from './fault-house.ts';
import { readHistory } from './history.ts';
import { checkHistory, type Input, type Verdict } from './history-checker.ts';
import type { Size, Stage } from './scenario.ts';

const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 90_000;

/** A stage, and what its checker finds in the end. */
export function openStage({ house, seed, size }: { house: FaultHouse; seed: number; size: Size }) {
  const inputs: Input[] = [];
  const broken: string[] = [];
  const notes: string[] = [];
  const random = createRandom(seed);
  let overMs = performance.now();
  let settledMs = overMs;

  function put(personId: number, kind: Input['kind'], text: string): void {
    inputs.push({ personId, kind, text, name: `m${house.telegram.people.send(personId, text)}` });
  }

  async function judge(): Promise<Verdict> {
    return checkHistory(await readHistory(house, inputs));
  }

  const stage: Stage = {
    house,
    size,
    random,
    people: (count) => settleCrowd(house, count),
    ask(personId, text) {
      if (text !== undefined) return put(personId, 'question', text);
      const number = inputs.length;
      const ticker = TICKERS[number % TICKERS.length];
      put(personId, 'question', `/catalog ${ticker} m1 minority g2 ${100 + Math.floor(number / TICKERS.length)}`);
    },
    say: (personId) => put(personId, 'word', '/terms'),
    over() {
      overMs = performance.now();
    },
    async accepted() {
      const endMs = performance.now() + PATIENCE_MS;
      for (;;) {
        const { updates } = await readHistory(house, inputs);
        if (updates.filter(({ isDone }) => isDone).length >= inputs.length) return;
        if (performance.now() > endMs) throw new Error('not everything that was sent was taken in');
        await wait(LOOK_EVERY_MS);
      }
    },
    async settled(timeoutMs = PATIENCE_MS) {
      const endMs = performance.now() + timeoutMs;
      // While the database is away nobody knows, which is as good as not settled.
      for (;;) {
        const lookMs = performance.now();
        const verdict = await judge().catch(() => null);
        settledMs = performance.now();
        if (verdict?.lost.length === 0 || settledMs > endMs) return;
        // Thousands of inputs take their time to judge, and whoever is judged needs the processor, too.
        await wait(Math.max(LOOK_EVERY_MS, 4 * (settledMs - lookMs)));
      }
    },
    until: (what, holds) => waitUntil(what, holds, PATIENCE_MS),
    history: () => readHistory(house, inputs),
    check(fact, holds) {
      if (!holds) broken.push(fact);
    },
    note: (text) => void notes.push(text),
  };
  return {
    stage,
    judge,
    broken,
    notes,
    recoveredSeconds: () => Math.max(0, settledMs - overMs) / 1_000,
  };
}

const TICKERS = ['EURUSD-OTC', 'GBPUSD-OTC', 'USDJPY-OTC', 'AUDCAD-OTC', 'EURJPY-OTC', 'EURGBP-OTC', 'NZDUSD-OTC'];
