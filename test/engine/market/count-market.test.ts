import { expect, test } from 'vitest';
import {
  countMarket,
  countTable,
  DEFAULT_READING,
  evaluate,
  findStrategy,
  lastBlocksCounter,
  maxDepth,
  strategiesOf,
  TIMEFRAMES,
} from '#engine/index.ts';
import { randomColumns } from '#test/support/random-columns.ts';

const reading = DEFAULT_READING;

test.for(TIMEFRAMES)('the whole market on %s is each asset by itself', (timeframe) => {
  const assets = [0, 1, 2, 3].map((seed) => randomColumns({ timeframe, seed, length: 900 * seed, offset: seed }));
  expect(countMarket(assets, { timeframe, depth: 2, reading })).toEqual(
    assets.map((columns) => countTable(columns, { depth: 2, reading })),
  );
});

test('candles of another timeframe are refused', () => {
  const assets = [randomColumns({ seed: 1, length: 5 }), randomColumns({ seed: 1, length: 5, timeframe: 'M5' })];
  expect(() => countMarket(assets, { timeframe: 'M1', depth: 0, reading })).toThrow('Candles of "M5"');
});

test('another order and other names of assets change no count', () => {
  const assets = [5, 6, 7, 8].map((seed) => randomColumns({ seed, length: 2000 }));
  const counts = countMarket(assets, { timeframe: 'M1', depth: 2, reading });
  const turned = countMarket(assets.toReversed(), { timeframe: 'M1', depth: 2, reading });
  expect(turned.toReversed()).toEqual(counts);
});

test.for([1, 7, 100, 10_000])('the latest %i blocks are those of a catalog', (lastBlocks) => {
  for (const timeframe of TIMEFRAMES) {
    for (const seed of [1, 2, 3]) {
      const columns = randomColumns({ timeframe, seed, length: 1500 + seed, offset: seed, missingShare: 0.05 });
      for (const depth of [0, 2, 4]) {
        const rows = strategiesOf(timeframe).filter((row) => maxDepth(row) >= depth);
        const counted = lastBlocksCounter({ timeframe, depth, reading, lastBlocks })(columns);
        expect([...counted.keys()]).toEqual(rows.map(({ id }) => id));
        for (const strategy of rows) {
          const { counts } = evaluate(columns, { strategy, depth, reading, lastBlocks });
          expect(counts).toMatchObject(counted.get(strategy.id)!);
        }
      }
    }
  }
});

test('nothing is the latest block of nothing', () => {
  const strategies = [findStrategy({ timeframe: 'M1', name: 'minority' })!];
  const count = lastBlocksCounter({ timeframe: 'M1', depth: 2, reading, strategies, lastBlocks: 100 });
  for (const length of [0, 4, 7]) {
    expect(count(randomColumns({ seed: 1, length })).get('MINORIA(5)')).toMatchObject({ cycles: 0 });
  }
});
