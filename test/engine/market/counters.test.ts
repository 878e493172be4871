import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addCandle,
  type Columns,
  counterPlan,
  coverage,
  DEFAULT_READING,
  dojiRatio,
  emptyColumns,
  MINUTE_MS,
  openCounters,
  slice,
  tableCounter,
  talliesOf,
  windowOf,
} from '#engine/index.ts';
import { BLOCK_START_MS } from '#test/support/colours.ts';
import { randomColumns } from '#test/support/random-columns.ts';

const WINDOW = 60;
const plan = counterPlan({ timeframe: 'M1', depth: 2, reading: DEFAULT_READING, windowCandles: WINDOW });
const count = tableCounter({ timeframe: 'M1', depth: 2, reading: DEFAULT_READING });

/** The same question to a catalog that knows all candles at once. */
function expected(truth: Columns, newest: number) {
  const range = {
    fromMs: truth.startMs + (newest + 1 - WINDOW) * MINUTE_MS,
    toMs: truth.startMs + (newest + 1) * MINUTE_MS,
  };
  const window = slice(truth, range);
  return {
    tallies: count(window),
    window: { range, coverage: coverage(truth, range), dojiRatio: dojiRatio(window.colours) },
  };
}

test('counters that only ever saw one candle at a time say what a catalog of the window says', () => {
  const truth = randomColumns({ seed: 3, length: 300, offset: 3, dojiShare: 0.1, missingShare: 0.03 });
  const counters = openCounters(plan, slice(truth, { fromMs: truth.startMs, toMs: truth.startMs + 20 * MINUTE_MS }));
  for (let place = 20; place < 300; place++) {
    addCandle(counters, { openMs: truth.startMs + place * MINUTE_MS, colour: truth.colours[place]! });
    if (place < WINDOW) continue;
    expect(talliesOf(counters)).toEqual(expected(truth, place).tallies);
    expect(windowOf(counters)).toEqual(expected(truth, place).window);
  }
});

test('late, doubled, revised and lost candles, gaps and long silences leave the counters right', () => {
  const step = fc.record({
    jump: fc.oneof(fc.integer({ min: -70, max: 8 }), fc.constantFrom(59, 60, 61, 200)),
    colour: fc.nat({ max: 3 }),
  });
  fc.assert(
    fc.property(
      fc.nat({ max: 99 }),
      fc.nat({ max: 150 }),
      fc.array(step, { maxLength: 40 }),
      (offset, length, steps) => {
        const truth = emptyColumns({
          timeframe: 'M1',
          startMs: BLOCK_START_MS + (offset - 200) * MINUTE_MS,
          length: 10_000,
        });
        const start = randomColumns({ seed: offset, length, offset });
        truth.colours.set(start.colours, 200);
        const counters = openCounters(plan, start);
        let newest = 199 + length;
        for (const { jump, colour } of steps) {
          const place = newest + jump;
          addCandle(counters, { openMs: truth.startMs + place * MINUTE_MS, colour });
          // What is older than the window has no say any more.
          if (place > newest - WINDOW) truth.colours[place] = colour;
          newest = Math.max(newest, place);
        }
        expect(talliesOf(counters)).toEqual(expected(truth, newest).tallies);
        expect(windowOf(counters)).toEqual(expected(truth, newest).window);
      },
    ),
    { seed: 7, numRuns: 200 },
  );
});

test('a time between two candles and a window of nothing are refused', () => {
  const counters = openCounters(plan, randomColumns({ seed: 1, length: 10 }));
  expect(() => addCandle(counters, { openMs: BLOCK_START_MS + 1, colour: 1 })).toThrow('No candle of "M1"');
  for (const windowCandles of [0, 1.5, Number.NaN]) {
    expect(() => counterPlan({ timeframe: 'M1', depth: 2, reading: DEFAULT_READING, windowCandles })).toThrow('window');
  }
});
