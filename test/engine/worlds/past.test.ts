import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Columns,
  DEFAULT_READING,
  entries,
  evaluate,
  hourTable,
  MINUTE_MS,
  rowCounter,
  shrink,
  slice,
  strategiesOf,
  tableCounter,
  timeOfDay,
} from '#engine/index.ts';
import { randomColumns } from '#test/support/random-columns.ts';

const reading = DEFAULT_READING;
const TABLE = { timeframe: 'M1', depth: 2, reading } as const;
const utcOffsetMsAt = () => -10_800_000;

/** Every figure we can say about the candles before `toMs`. */
function figuresUntil(columns: Columns, toMs: number) {
  const range = { fromMs: columns.startMs, toMs };
  const past = slice(columns, range);
  return {
    catalogs: strategiesOf('M1').map((strategy) => {
      const evaluation = evaluate(columns, { strategy, depth: 2, reading, range });
      return { ...evaluation, entries: entries(evaluation), hours: shrink(hourTable(evaluation, { utcOffsetMsAt })) };
    }),
    table: tableCounter(TABLE)(past),
    rows: rowCounter(TABLE)(past, { lastBlocks: 100 }),
    times: timeOfDay(past, { utcOffsetMsAt, depth: 2 }),
  };
}

test('a future that is cut off or replaced by noise changes no figure of the past', () => {
  fc.assert(
    fc.property(fc.nat({ max: 50 }), fc.integer({ min: 0, max: 3000 }), (seed, known) => {
      const columns = randomColumns({ seed, length: 3000, offset: seed });
      const toMs = columns.startMs + known * MINUTE_MS;
      const noise = randomColumns({ seed: seed + 1000, length: 3000 });
      const other = {
        ...columns,
        colours: columns.colours.map((colour, at) => (at < known ? colour : noise.colours[at]!)),
      };
      const truth = figuresUntil(columns, toMs);
      expect(figuresUntil(other, toMs)).toEqual(truth);
      expect(figuresUntil(slice(columns, { fromMs: columns.startMs, toMs }), toMs)).toEqual(truth);
    }),
    { seed: 12, numRuns: 12 },
  );
});
