import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addCandle,
  type Columns,
  counterPlan,
  countTable,
  DEFAULT_READING,
  entries,
  evaluate,
  hourTable,
  MINUTE_MS,
  maxDepth,
  openCounters,
  shrink,
  slice,
  strategiesOf,
  talliesOf,
  timeOfDay,
} from '#engine/index.ts';
import { columnsOf } from '#test/support/colours.ts';
import { randomColumns } from '#test/support/random-columns.ts';

const reading = DEFAULT_READING;
const utcOffsetMsAt = () => -10_800_000;

/** Every figure we can say about the candles before `toMs`. */
function figuresUntil(columns: Columns, toMs: number) {
  const range = { fromMs: columns.startMs, toMs };
  const past = slice(columns, range);
  const counters = openCounters(counterPlan({ timeframe: 'M1', depth: 2, reading, windowCandles: 1000 }), past);
  return {
    catalogs: strategiesOf('M1').map((strategy) => {
      const evaluation = evaluate(columns, { strategy, depth: 2, reading, range });
      return { ...evaluation, entries: entries(evaluation), hours: shrink(hourTable(evaluation, { utcOffsetMsAt })) };
    }),
    table: countTable(past, { depth: 2, reading }),
    counters: talliesOf(counters),
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

describe('a hole at any position of a block', () => {
  const LENGTH = 60;
  // No dojis: every block has a bet or an even vote, none is canceled.
  const whole = 'GRRGRGGRRGRRRGGRGRGGRRGRGRRGGRGRRGRGGGRRGRGRRGRRGGRGRGRRGGRG';

  test.for(strategiesOf('M1').map(({ id }) => id))('takes away the cycles of %s that need it, and no others', (id) => {
    const strategy = strategiesOf('M1').find((row) => row.id === id)!;
    const depth = Math.min(2, maxDepth(strategy));
    const play = { strategy, depth, reading };
    const all = evaluate(columnsOf(whole), play).cycles;
    for (let hole = 0; hole < LENGTH; hole++) {
      const columns = columnsOf(`${whole.slice(0, hole)}_${whole.slice(hole + 1)}`);
      // The first and the last letter mark where the grid starts and ends.
      const holed = evaluate(columns, play);
      const gone = all.filter((cycle) => !holed.cycles.some((kept) => kept.blockMs === cycle.blockMs));
      expect(
        holed.cycles.every((cycle) =>
          all.some((known) => known.blockMs === cycle.blockMs && known.result === cycle.result),
        ),
      ).toBe(true);
      const positions = [...strategy.reads, ...strategy.levels.slice(0, depth + 1)];
      for (const { blockMs } of gone) {
        const place = hole - (blockMs - columnsOf(whole).startMs) / MINUTE_MS;
        // A confluence also needs what its confirming row reads.
        if (strategy.confirm === undefined) expect(positions).toContain(place);
      }
      const { maxLossStreak: _, maxWinStreak: __, ...tally } = holed.counts;
      expect(countTable(columns, { depth, reading }).get(id)).toEqual(tally);
    }
  });

  test('leaves the counters of the asset right, and the candle that fills it sets them back', () => {
    const columns = columnsOf(whole);
    const plan = counterPlan({ timeframe: 'M1', depth: 2, reading, windowCandles: LENGTH });
    const counters = openCounters(plan, columns);
    const before = talliesOf(counters);
    for (let hole = 0; hole < LENGTH; hole++) {
      const openMs = columns.startMs + hole * MINUTE_MS;
      addCandle(counters, { openMs, colour: 0 });
      const holed = { ...columns, colours: columns.colours.with(hole, 0) };
      expect(talliesOf(counters)).toEqual(countTable(holed, { depth: 2, reading }));
      addCandle(counters, { openMs, colour: columns.colours[hole]! });
      expect(talliesOf(counters)).toEqual(before);
    }
  });
});
