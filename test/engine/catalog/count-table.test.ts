import { describe, expect, test } from 'vitest';
import {
  countTable,
  DEFAULT_READING,
  emptyColumns,
  evaluate,
  findStrategy,
  maxDepth,
  type Reading,
  strategiesOf,
  TIMEFRAMES,
  type Timeframe,
  timeframeMs,
} from '#engine/index.ts';
import { BLOCK_START_MS } from '#test/support/colours.ts';
import { randomColours } from '#test/support/random-colours.ts';

function randomColumns(options: {
  timeframe: Timeframe;
  seed: number;
  length: number;
  offset: number;
  dojiShare?: number;
}) {
  const { timeframe, seed, length, offset, dojiShare = 0.05 } = options;
  const columns = emptyColumns({ timeframe, startMs: BLOCK_START_MS + offset * timeframeMs(timeframe), length });
  columns.colours.set(
    [...randomColours({ seed, length, dojiShare, missingShare: 0.01 })].map((letter) => '_GRD'.indexOf(letter)),
  );
  return columns;
}

/** The table one by one, the slow way. */
function oneByOne(columns: ReturnType<typeof randomColumns>, { depth, reading }: { depth: number; reading: Reading }) {
  const rows = strategiesOf(columns.timeframe).filter((strategy) => maxDepth(strategy) >= depth);
  return new Map(
    rows.map((strategy) => {
      const { maxLossStreak: _, maxWinStreak: __, ...tally } = evaluate(columns, { strategy, depth, reading }).counts;
      return [strategy.id, tally];
    }),
  );
}

describe('countTable counts what evaluate counts', () => {
  for (const timeframe of TIMEFRAMES) {
    test.for([0, 1, 2, 3, 5, 9])(`on ${timeframe} at depth %i`, (depth) => {
      const columns = randomColumns({ timeframe, seed: depth, length: 3000, offset: depth });
      expect(countTable(columns, { depth, reading: DEFAULT_READING })).toEqual(
        oneByOne(columns, { depth, reading: DEFAULT_READING }),
      );
    });
  }

  test('where so many blocks look alike that they are counted as one', () => {
    const columns = randomColumns({ timeframe: 'M1', seed: 4, length: 400_000, offset: 3 });
    expect(countTable(columns, { depth: 2, reading: DEFAULT_READING })).toEqual(
      oneByOne(columns, { depth: 2, reading: DEFAULT_READING }),
    );
  });

  test('from every minute a block of ten may be cut at', () => {
    for (let offset = 0; offset < 10; offset++) {
      const columns = randomColumns({ timeframe: 'M1', seed: offset, length: 300 + offset, offset });
      expect(countTable(columns, { depth: 2, reading: DEFAULT_READING })).toEqual(
        oneByOne(columns, { depth: 2, reading: DEFAULT_READING }),
      );
    }
  });

  test('with every way to read dojis', () => {
    const columns = randomColumns({ timeframe: 'M1', seed: 7, length: 2000, offset: 1, dojiShare: 0.3 });
    for (const reading of [
      { dojiRead: 'ignore', unanimous: 'skip', dojiEntry: 'void' },
      { dojiRead: 'red', unanimous: 'enter', dojiEntry: 'void' },
    ] as const) {
      expect(countTable(columns, { depth: 2, reading })).toEqual(oneByOne(columns, { depth: 2, reading }));
    }
  });

  test('on hardly any candles', () => {
    for (const length of [0, 1, 4, 11]) {
      const columns = randomColumns({ timeframe: 'M1', seed: length, length, offset: 2 });
      expect(countTable(columns, { depth: 2, reading: DEFAULT_READING })).toEqual(
        oneByOne(columns, { depth: 2, reading: DEFAULT_READING }),
      );
    }
  });

  test('for the rows asked for, in their order', () => {
    const strategies = ['R7', 'MHI1_MIN', 'MINORIA(3,2)'].map((name) => findStrategy({ timeframe: 'M1', name })!);
    const columns = randomColumns({ timeframe: 'M1', seed: 1, length: 500, offset: 0 });
    expect([...countTable(columns, { depth: 2, reading: DEFAULT_READING, strategies }).keys()]).toEqual([
      'R7',
      'MHI1_MIN',
      'MINORIA(3,2)',
    ]);
  });
});
