import { expect, test } from 'vitest';
import {
  DEFAULT_READING,
  evaluate,
  findStrategy,
  lossRuns,
  maxDepth,
  rowCounter,
  strategiesOf,
  TIMEFRAMES,
} from '#engine/index.ts';
import { randomColumns } from '#test/support/random-columns.ts';

const reading = DEFAULT_READING;

test.for([1, 7, 100, 10_000])('rows of the latest %i blocks are those of a catalog', (lastBlocks) => {
  for (const timeframe of TIMEFRAMES) {
    for (const depth of [0, 2, 4]) {
      const count = rowCounter({ timeframe, depth, reading });
      for (const seed of [1, 2, 3]) {
        const columns = randomColumns({ timeframe, seed, length: 1500 + seed, offset: seed, missingShare: 0.05 });
        expect(count(columns, { lastBlocks })).toEqual(
          strategiesOf(timeframe)
            .filter((strategy) => maxDepth(strategy) >= depth)
            .map((strategy) => {
              const { counts, cycles } = evaluate(columns, { strategy, depth, reading, lastBlocks });
              const { maxLossStreak: _losses, maxWinStreak: _wins, ...tally } = counts;
              const runs = [...lossRuns(cycles.map(({ result }) => result))];
              return expect.objectContaining({
                ...{ strategy, counts: tally, lossRuns: runs },
                firstBlockMs: cycles[0]!.blockMs,
              });
            }),
        );
      }
    }
  }
});

test('without a word about blocks all of them count', () => {
  const count = rowCounter({ timeframe: 'M1', depth: 2, reading });
  const columns = randomColumns({ seed: 9, length: 2_000, offset: 2 });
  expect(count(columns)).toEqual(count(columns, { lastBlocks: 2_000 }));
});

test('the candles used are those from the first one read to the last gale', () => {
  // MHI1 reads the last three of five and enters on the first of the next block: two gales reach its third.
  const strategies = [findStrategy({ timeframe: 'M1', name: 'MHI1_MIN' })!];
  const columns = randomColumns({ seed: 1, length: 30, dojiShare: 0, missingShare: 0 });
  const [row] = rowCounter({ timeframe: 'M1', depth: 2, reading, strategies })(columns, { lastBlocks: 2 });
  expect(row!.used).toEqual({
    fromMs: columns.startMs + (15 + 2) * 60_000,
    toMs: columns.startMs + (20 + 5 + 3) * 60_000,
  });
});

test('another order and other names of assets change no count', () => {
  const assets = [5, 6, 7, 8].map((seed) => randomColumns({ seed, length: 2000 }));
  const count = () => {
    const counter = rowCounter({ timeframe: 'M1', depth: 2, reading });
    return (columns: (typeof assets)[number]) => counter(columns);
  };
  expect(assets.toReversed().map(count()).toReversed()).toEqual(assets.map(count()));
});

test('nothing is the latest block of nothing', () => {
  const strategies = [findStrategy({ timeframe: 'M1', name: 'minority' })!];
  const count = rowCounter({ timeframe: 'M1', depth: 2, reading, strategies });
  for (const length of [0, 4, 7]) {
    expect(count(randomColumns({ seed: 1, length }), { lastBlocks: 100 })).toMatchObject([
      { counts: { cycles: 0 }, lossRuns: [], firstBlockMs: null, used: null },
    ]);
  }
});
