import { describe, expect, test } from 'vitest';
import {
  type Columns,
  DEFAULT_READING,
  evaluate,
  findStrategy,
  maxDepth,
  type Reading,
  strategiesOf,
  TIMEFRAMES,
  tableCounter,
} from '#engine/index.ts';
import { randomColumns } from '#test/support/random-columns.ts';

const counted = (columns: Columns, played: { depth: number; reading: Reading }) =>
  tableCounter({ timeframe: columns.timeframe, ...played })(columns);

/** The table one by one, the slow way. */
function oneByOne(columns: Columns, { depth, reading }: { depth: number; reading: Reading }) {
  const rows = strategiesOf(columns.timeframe).filter((strategy) => maxDepth(strategy) >= depth);
  return new Map(
    rows.map((strategy) => {
      const { maxLossStreak: _, maxWinStreak: __, ...tally } = evaluate(columns, { strategy, depth, reading }).counts;
      return [strategy.id, tally];
    }),
  );
}

describe('tableCounter counts what evaluate counts', () => {
  for (const timeframe of TIMEFRAMES) {
    test.for([0, 1, 2, 3, 5, 9])(`on ${timeframe} at depth %i`, (depth) => {
      const columns = randomColumns({ timeframe, seed: depth, length: 3000, offset: depth });
      expect(counted(columns, { depth, reading: DEFAULT_READING })).toEqual(
        oneByOne(columns, { depth, reading: DEFAULT_READING }),
      );
    });
  }

  test('where so many blocks look alike that they are counted as one', () => {
    const columns = randomColumns({ timeframe: 'M1', seed: 4, length: 400_000, offset: 3 });
    expect(counted(columns, { depth: 2, reading: DEFAULT_READING })).toEqual(
      oneByOne(columns, { depth: 2, reading: DEFAULT_READING }),
    );
  });

  test('from every minute a block of ten may be cut at', () => {
    for (let offset = 0; offset < 10; offset++) {
      const columns = randomColumns({ timeframe: 'M1', seed: offset, length: 300 + offset, offset });
      expect(counted(columns, { depth: 2, reading: DEFAULT_READING })).toEqual(
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
      expect(counted(columns, { depth: 2, reading })).toEqual(oneByOne(columns, { depth: 2, reading }));
    }
  });

  test('on hardly any candles', () => {
    for (const length of [0, 1, 4, 11]) {
      const columns = randomColumns({ timeframe: 'M1', seed: length, length, offset: 2 });
      expect(counted(columns, { depth: 2, reading: DEFAULT_READING })).toEqual(
        oneByOne(columns, { depth: 2, reading: DEFAULT_READING }),
      );
    }
  });

  test('for the rows asked for, in their order', () => {
    const strategies = ['R7', 'MHI1_MIN', 'MINORIA(3,2)'].map((name) => findStrategy({ timeframe: 'M1', name })!);
    const columns = randomColumns({ timeframe: 'M1', seed: 1, length: 500, offset: 0 });
    expect([
      ...tableCounter({ timeframe: 'M1', depth: 2, reading: DEFAULT_READING, strategies })(columns).keys(),
    ]).toEqual(['R7', 'MHI1_MIN', 'MINORIA(3,2)']);
  });

  test('of another timeframe nothing', () => {
    const count = tableCounter({ timeframe: 'M1', depth: 0, reading: DEFAULT_READING });
    expect(() => count(randomColumns({ seed: 1, length: 5, timeframe: 'M5' }))).toThrow('Candles of "M5"');
  });
});
